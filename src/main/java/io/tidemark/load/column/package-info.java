/** The columns of an increment and of its target: what differs, what fits, what is changed. */
@NullMarked
package io.tidemark.load.column;

import org.jspecify.annotations.NullMarked;
