/** A frozen increment is applied, a chunk a transaction, by one thread or several. */
@NullMarked
package io.tidemark.load.chunk;

import org.jspecify.annotations.NullMarked;
