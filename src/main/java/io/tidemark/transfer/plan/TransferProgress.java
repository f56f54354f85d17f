package io.tidemark.transfer.plan;

/**
 * How far a transfer has come, all its parts together.
 *
 * @param kind what it does
 * @param estimatedRows how many rows it has, as the source's planner believes; at least 0
 * @param estimatedBytes how many bytes, likewise
 * @param rows how many rows are in the target for good (or beside it, until the swap)
 * @param rowsWritten how many of them were not there already
 * @param bytes how many bytes these rows had on their way
 * @param chunks in how many transactions they came
 * @param parts in how many ranges the table is read
 */
public record TransferProgress(
    TransferKind kind,
    long estimatedRows,
    long estimatedBytes,
    long rows,
    long rowsWritten,
    long bytes,
    long chunks,
    int parts) {

  /**
   * How much is done by the estimate, in whole percent, at most 99 while it is not known to be all.
   */
  public long percent() {
    return estimatedRows <= 0 ? 0 : Math.min(99, 100 * rows / estimatedRows);
  }
}
