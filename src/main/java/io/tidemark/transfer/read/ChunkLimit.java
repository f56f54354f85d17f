package io.tidemark.transfer.read;

import io.tidemark.load.increment.ChunkSize;

/**
 * Where a chunk ends.
 *
 * @param rows after this many rows, about
 * @param bytes or after this many bytes, about
 * @param wholeWatermarks true if a chunk may only end where the first column of the order changes:
 *     without a key nothing else tells which of equal rows are in the target
 */
public record ChunkLimit(long rows, long bytes, boolean wholeWatermarks) {

  private static final long MOST_BYTES = 64L << 20;

  /** As the settings say; very wide rows make smaller chunks. */
  public static ChunkLimit of(ChunkSize size, boolean wholeWatermarks) {
    return new ChunkLimit(
        size.rows(), size.equals(ChunkSize.ALL) ? Long.MAX_VALUE : MOST_BYTES, wholeWatermarks);
  }

  boolean reached(long haveRows, long haveBytes) {
    return haveRows >= rows || haveBytes >= bytes;
  }
}
