package io.tidemark.transfer.read;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row that is larger than what the heap has room for. */
public final class RowTooLargeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient @Nullable List<byte @Nullable []> after;
  private final long limit;

  /**
   * A row that could not be read.
   *
   * @param after the raw fields of the order's columns of the row before it; null if it is the
   *     first
   * @param limit how many bytes a row may have
   */
  RowTooLargeException(@Nullable List<byte @Nullable []> after, long limit) {
    super("a row has more than " + (limit >> 20) + " MB");
    this.after = after;
    this.limit = limit;
  }

  /** The raw fields of the order's columns of the row before it; null if it is the first. */
  public @Nullable List<byte @Nullable []> after() {
    return after;
  }

  /** How many bytes a row may have. */
  public long limit() {
    return limit;
  }
}
