package io.tidemark.load;

/**
 * What a load did.
 *
 * @param rows how many rows the increments had
 * @param chunks in how many transactions they were applied
 * @param merged true if dbt would call it {@code MERGE} and not {@code INSERT}
 */
public record LoadResult(long rows, long chunks, boolean merged) {

  /** Both together: an increment that was left over and the one after it. */
  LoadResult plus(LoadResult other) {
    return new LoadResult(rows + other.rows, chunks + other.chunks, merged || other.merged);
  }
}
