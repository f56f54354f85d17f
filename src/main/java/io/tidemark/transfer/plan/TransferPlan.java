package io.tidemark.transfer.plan;

import io.tidemark.postgres.Relation;
import org.jspecify.annotations.Nullable;

/**
 * What a transfer does; fixed when it begins, and kept, so that whoever continues it does the same.
 *
 * @param token tells this transfer from every other
 * @param node the unique id of the node
 * @param target the copy
 * @param into where the rows go: the copy itself, or the table beside it that will be swapped in
 * @param kind what is done
 * @param settingsHash {@link TransferRequest#settingsHash}
 * @param shapeHash tells the columns and types that are read
 * @param watermark the name of the watermark column; null if there is none
 * @param low the watermark at or above which rows are read (above it, without a key), as PostgreSQL
 *     writes it; null: from the beginning
 * @param high the greatest watermark that is read; null if there was none, or there is no watermark
 * @param estimatedRows how many rows there are to read, as the source's planner believes
 * @param estimatedBytes how many bytes, likewise
 * @param invocationId the run that began it
 */
public record TransferPlan(
    String token,
    String node,
    Relation target,
    Relation into,
    TransferKind kind,
    String settingsHash,
    String shapeHash,
    @Nullable String watermark,
    @Nullable String low,
    @Nullable String high,
    long estimatedRows,
    long estimatedBytes,
    String invocationId) {

  /** The same with what the source's planner believes. */
  public TransferPlan estimated(long rows, long bytes) {
    return new TransferPlan(
        token,
        node,
        target,
        into,
        kind,
        settingsHash,
        shapeHash,
        watermark,
        low,
        high,
        rows,
        bytes,
        invocationId);
  }
}
