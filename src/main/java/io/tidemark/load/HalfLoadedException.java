package io.tidemark.load;

import io.tidemark.load.increment.Checkpoint;
import io.tidemark.project.problem.GroupedNumber;

/**
 * A load that failed between two chunks or at its seal: what was committed stays, and whoever loads
 * the relation next goes on from there. The cause says why.
 */
public final class HalfLoadedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Checkpoint left;
  private final boolean stopped;

  /**
   * A load that has come as far as {@code left}.
   *
   * @param stopped true if it was stopped, so that nothing is wrong with it
   */
  public HalfLoadedException(Checkpoint left, Throwable cause, boolean stopped) {
    super(cause.getMessage() + " (" + endedAt(left, stopped) + ", " + loaded(left) + ")", cause);
    this.left = left;
    this.stopped = stopped;
  }

  /** True if it was stopped, so that nothing is wrong with it. */
  public boolean stopped() {
    return stopped;
  }

  /** How far the load has come. */
  public Checkpoint left() {
    return left;
  }

  /** {@code chunk 7 of 20 failed}, or that what comes after the last chunk did. */
  public String endedAt() {
    return endedAt(left, stopped);
  }

  private static String endedAt(Checkpoint left, boolean stopped) {
    String chunks = GroupedNumber.of(left.increment().chunks());
    String where =
        left.complete()
            ? "what comes after chunk %s of %s".formatted(chunks, chunks)
            : "chunk %s of %s".formatted(GroupedNumber.of(left.chunksLoaded() + 1), chunks);
    return where + (stopped ? " was stopped" : " failed");
  }

  /** {@code 300,000 of 1,000,000 rows are in the table}. */
  public static String loaded(Checkpoint left) {
    return "%s of %s rows are in the table"
        .formatted(GroupedNumber.of(left.rowsLoaded()), GroupedNumber.of(left.increment().rows()));
  }
}
