package io.tidemark.transfer;

import io.tidemark.transfer.column.CopyShape;
import io.tidemark.transfer.column.SourceTable;
import io.tidemark.transfer.plan.TransferCheckpoint;
import io.tidemark.transfer.read.ReadQuery;
import io.tidemark.transfer.read.SourceSnapshot;

/**
 * A transfer that is about to be done, or to be continued.
 *
 * @param snapshot in which it was planned, or is continued; who has this closes it
 * @param table the source
 * @param shape the columns
 * @param query how they are read
 * @param checkpoint where it is; kept in the books already
 * @param nulls how many rows of the source have no watermark
 * @param resumed true if somebody else has begun it
 */
record PlannedTransfer(
    SourceSnapshot snapshot,
    SourceTable table,
    CopyShape shape,
    ReadQuery query,
    TransferCheckpoint checkpoint,
    long nulls,
    boolean resumed) {}
