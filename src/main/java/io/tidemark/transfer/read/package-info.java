/** Rows are read from the source: one snapshot, in an order, as bytes, ahead of who writes them. */
@NullMarked
package io.tidemark.transfer.read;

import org.jspecify.annotations.NullMarked;
