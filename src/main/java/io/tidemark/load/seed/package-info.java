/** A seed's CSV file: how it is read, which types its columns get, how its rows become a table. */
@NullMarked
package io.tidemark.load.seed;

import org.jspecify.annotations.NullMarked;
