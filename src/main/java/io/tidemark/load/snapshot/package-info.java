/** Snapshots: the rows of a query, each with the time in which it was valid. */
@NullMarked
package io.tidemark.load.snapshot;

import org.jspecify.annotations.NullMarked;
