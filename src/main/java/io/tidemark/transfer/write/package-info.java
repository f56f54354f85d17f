/** Rows are written into the copy, a chunk and its checkpoint in one transaction. */
@NullMarked
package io.tidemark.transfer.write;

import org.jspecify.annotations.NullMarked;
