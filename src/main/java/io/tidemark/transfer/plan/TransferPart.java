package io.tidemark.transfer.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A range of the rows of a transfer, read in its own order; parts may be transferred beside each
 * other.
 *
 * @param number tells the parts of a transfer apart, from 0
 * @param from where the range begins, as PostgreSQL writes the value: the first column of the order
 *     is at least this in a {@link TransferKind#FIRST} or whole one, above it in an increment;
 *     null: at the beginning
 * @param to where it ends: below it, or up to it in an increment; null: at the end
 * @param cursor the last row that is in the target, by the columns of the order; null if none is
 * @param rows how many rows of the part are in the target
 * @param written how many of them were not there already
 * @param bytes how many bytes they had on their way
 * @param chunks in how many transactions they came
 * @param complete true if all of it is in the target
 */
public record TransferPart(
    int number,
    @Nullable String from,
    @Nullable String to,
    @Nullable List<@Nullable String> cursor,
    long rows,
    long written,
    long bytes,
    long chunks,
    boolean complete) {

  /** Copies the list. */
  public TransferPart {
    cursor = cursor == null ? null : Collections.unmodifiableList(new ArrayList<>(cursor));
  }

  /** A part of which nothing is there yet. */
  public static TransferPart start(int number, @Nullable String from, @Nullable String to) {
    return new TransferPart(number, from, to, null, 0, 0, 0, 0, false);
  }

  /** The part after a chunk that ended at this cursor. */
  public TransferPart after(
      @Nullable List<@Nullable String> reached, long moreRows, long moreWritten, long moreBytes) {
    return new TransferPart(
        number,
        from,
        to,
        reached,
        rows + moreRows,
        written + moreWritten,
        bytes + moreBytes,
        chunks + 1,
        false);
  }

  /** The part with nothing left to read. */
  public TransferPart completed() {
    return new TransferPart(number, from, to, cursor, rows, written, bytes, chunks, true);
  }
}
