/** What the source's table and its copy look like, and how the one becomes the other. */
@NullMarked
package io.tidemark.transfer.column;

import org.jspecify.annotations.NullMarked;
