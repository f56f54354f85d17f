package io.tidemark.load.increment;

/**
 * Some consecutive pages of a staging table: the unit that is loaded in one transaction. The table
 * is immutable once frozen, so a range always holds the same rows.
 *
 * @param from the first page, counted from 0
 * @param to the page after the last
 */
public record PageRange(long from, long to) {

  /**
   * Checks that the range is one.
   *
   * @throws IllegalArgumentException if it is empty or begins before the table
   */
  public PageRange {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException("no pages from " + from + " to " + to);
    }
  }
}
