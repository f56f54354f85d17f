package io.tidemark.transfer;

import io.tidemark.transfer.plan.TransferKind;
import org.jspecify.annotations.Nullable;

/**
 * What a transfer did. One that was left unfinished and the one after it are told together.
 *
 * @param kind what was done; {@link TransferKind#FIRST} if an unfinished first one was ended
 * @param rowsRead how many rows were read, by this call alone
 * @param rowsWritten how many of them changed the copy
 * @param bytes how many bytes they had on their way
 * @param deleted how many rows of the copy were deleted or marked as such
 * @param nulls how many rows of the source have no watermark, so that no increment sees them change
 * @param mark the greatest watermark that the copy now has been loaded up to, as PostgreSQL writes
 *     it; null if there is none
 * @param resumed true if it went on from where somebody had left it
 */
public record TransferResult(
    TransferKind kind,
    long rowsRead,
    long rowsWritten,
    long bytes,
    long deleted,
    long nulls,
    @Nullable String mark,
    boolean resumed) {

  /** Both together: what was left unfinished, and the transfer after it. */
  TransferResult plus(TransferResult later) {
    return new TransferResult(
        kind == TransferKind.FIRST ? kind : later.kind,
        rowsRead + later.rowsRead,
        rowsWritten + later.rowsWritten,
        bytes + later.bytes,
        deleted + later.deleted,
        later.nulls,
        later.mark == null ? mark : later.mark,
        resumed || later.resumed);
  }

  /** True if the copy is as it was before. */
  public boolean unchanged() {
    return kind == TransferKind.INCREMENT && rowsWritten == 0 && deleted == 0;
  }

  /** As dbt would tell it, such as {@code CREATE 5000000} or {@code MERGE 120}. */
  public String message() {
    return (kind == TransferKind.INCREMENT ? "MERGE " : "CREATE ") + rowsWritten;
  }
}
