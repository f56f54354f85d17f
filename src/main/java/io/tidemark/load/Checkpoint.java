package io.tidemark.load;

/**
 * How far the load of an increment has come. The row in the target database is the authority; it is
 * moved in the transaction that applies the chunk.
 *
 * @param increment what is being loaded
 * @param nextPage the first page that is not in the target yet
 * @param rowsLoaded how many rows of the increment are in the target
 * @param chunksLoaded in how many transactions they came
 */
public record Checkpoint(Increment increment, long nextPage, long rowsLoaded, long chunksLoaded) {

  /** Where a load begins. */
  public static Checkpoint start(Increment increment) {
    return new Checkpoint(increment, 0, 0, 0);
  }

  /** True if all is in the target. */
  public boolean complete() {
    return nextPage >= increment.pages();
  }

  /** The checkpoint after the chunk of these pages. */
  public Checkpoint after(PageRange range, long rows) {
    return new Checkpoint(increment, range.to(), rowsLoaded + rows, chunksLoaded + 1);
  }
}
