/** An increment is computed once, and how it will be applied is decided. */
@NullMarked
package io.tidemark.load.freeze;

import org.jspecify.annotations.NullMarked;
