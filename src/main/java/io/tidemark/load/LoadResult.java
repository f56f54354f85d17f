package io.tidemark.load;

/**
 * What a load did.
 *
 * @param rows how many rows the increments had
 * @param chunks in how many transactions they were applied
 */
public record LoadResult(long rows, long chunks) {

  /** A load that had nothing to do. */
  public static final LoadResult NOTHING = new LoadResult(0, 0);

  /** Both together: an increment that was left over and the one after it. */
  public LoadResult plus(LoadResult other) {
    return new LoadResult(rows + other.rows, chunks + other.chunks);
  }
}
