package io.tidemark.load;

import io.tidemark.load.increment.Checkpoint;

/**
 * A load that failed between two chunks or at its seal: what was committed stays, and whoever loads
 * the relation next goes on from there. The cause says why.
 */
public final class HalfLoadedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Checkpoint left;

  /** A load that has come as far as {@code left}. */
  public HalfLoadedException(Checkpoint left, Throwable cause) {
    super(cause.getMessage() + " (" + failedAt(left) + ", " + loaded(left) + ")", cause);
    this.left = left;
  }

  /** How far the load has come. */
  public Checkpoint left() {
    return left;
  }

  /** {@code chunk 7 of 20 failed}, or that what comes after the last chunk did. */
  public static String failedAt(Checkpoint left) {
    String chunks = GroupedNumber.of(left.increment().chunks());
    return left.complete()
        ? "what comes after chunk %s of %s failed".formatted(chunks, chunks)
        : "chunk %s of %s failed".formatted(GroupedNumber.of(left.chunksLoaded() + 1), chunks);
  }

  /** {@code 300,000 of 1,000,000 rows are in the table}. */
  public static String loaded(Checkpoint left) {
    return "%s of %s rows are in the table"
        .formatted(GroupedNumber.of(left.rowsLoaded()), GroupedNumber.of(left.increment().rows()));
  }
}
