package io.tidemark.load.increment;

/**
 * How many rows are applied in one transaction, about: chunks are whole pages of the staging table.
 *
 * @param rows at least 1
 */
public record ChunkSize(long rows) {

  /** What is taken where nothing is said. */
  public static final ChunkSize DEFAULT = new ChunkSize(50_000);

  /** The whole increment in one transaction, as dbt does it. */
  public static final ChunkSize ALL = new ChunkSize(Long.MAX_VALUE);

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public ChunkSize {
    if (rows < 1) {
      throw new IllegalArgumentException("a chunk has at least one row, not " + rows);
    }
  }

  /** How many pages of a table of this many rows and pages make a chunk. */
  public long pages(long totalRows, long totalPages) {
    if (totalRows <= rows) {
      return Math.max(1, totalPages);
    }
    return Math.max(1, Math.round((double) totalPages * rows / totalRows));
  }
}
