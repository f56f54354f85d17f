/**
 * Tables of another PostgreSQL database are copied into the target: incrementally, in chunks,
 * exactly once.
 *
 * <p>{@link io.tidemark.transfer.Transfer} is the way of one table: {@code column} compares what is
 * there with what is to come, {@code read} streams rows out of one snapshot of the source, {@code
 * write} puts a chunk of them and the checkpoint into the target in one transaction, {@code book}
 * keeps how far it has come. What all of them speak of is in {@code plan}.
 */
@NullMarked
package io.tidemark.transfer;

import org.jspecify.annotations.NullMarked;
