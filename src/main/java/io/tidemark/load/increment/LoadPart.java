package io.tidemark.load.increment;

/**
 * Some consecutive chunks of an increment, loaded one after the other; the parts of an increment
 * may be loaded beside each other.
 *
 * @param number tells the increment's parts apart, from 0
 * @param nextPage the first page that is not in the target yet
 * @param endPage the page after the part's last
 * @param rowsLoaded how many rows of the part are in the target
 * @param chunksLoaded in how many transactions they came
 */
public record LoadPart(
    int number, long nextPage, long endPage, long rowsLoaded, long chunksLoaded) {

  /** True if all of it is in the target. */
  public boolean complete() {
    return nextPage >= endPage;
  }

  /** The part after the chunk of these pages. */
  public LoadPart after(PageRange range, long rows) {
    return new LoadPart(number, range.to(), endPage, rowsLoaded + rows, chunksLoaded + 1);
  }
}
