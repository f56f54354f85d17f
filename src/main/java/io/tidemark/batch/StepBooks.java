package io.tidemark.batch;

import io.tidemark.load.increment.Checkpoint;
import io.tidemark.transfer.plan.TransferProgress;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/**
 * Mirrors a load into its step execution, for people to read. The authority is the checkpoint in
 * the target database: it is moved with the rows, this is written after them.
 */
public final class StepBooks {

  /**
   * A key of the step's context: this run has begun to load the source. Whoever continues the run
   * has to find it; Spring Batch hands it on by itself, a job's launch does so.
   */
  public static final String TRANSFER_BEGUN = "transfer_begun";

  private final StepExecution execution;
  private final JobRepository repository;
  private long rowsBefore;
  private long chunksBefore;
  private long writtenBefore;
  private boolean transfer;
  private final boolean begunBefore;

  /** The books of a step execution. */
  public StepBooks(StepExecution execution, JobRepository repository) {
    this.execution = execution;
    this.repository = repository;
    this.begunBefore = execution.getExecutionContext().containsKey(TRANSFER_BEGUN);
  }

  /**
   * True if an earlier execution of the same run has begun to load this source: what is left of
   * that is this run's own.
   */
  boolean begunBefore() {
    return begunBefore;
  }

  /** A load begins, or goes on from where somebody left it: what he loaded is not this step's. */
  void begun(Checkpoint checkpoint) {
    rowsBefore = checkpoint.rowsLoaded();
    chunksBefore = checkpoint.chunksLoaded();
    if (checkpoint.increment().chunks() <= 1) {
      // It is applied in the transaction that freezes it.
      execution.setCommitCount(execution.getCommitCount() + 1);
    }
  }

  /** A chunk has been committed, or several. */
  void committed(Checkpoint checkpoint) {
    long rows = checkpoint.rowsLoaded() - rowsBefore;
    long chunks = checkpoint.chunksLoaded() - chunksBefore;
    rowsBefore = checkpoint.rowsLoaded();
    chunksBefore = checkpoint.chunksLoaded();
    execution.setReadCount(execution.getReadCount() + rows);
    execution.setWriteCount(execution.getWriteCount() + rows);
    execution.setCommitCount(execution.getCommitCount() + chunks);
    execution.getExecutionContext().putLong("rows", checkpoint.increment().rows());
    execution.getExecutionContext().putLong("rows_loaded", checkpoint.rowsLoaded());
    execution.getExecutionContext().putLong("chunks_loaded", checkpoint.chunksLoaded());
    repository.update(execution);
    repository.updateExecutionContext(execution);
  }

  /**
   * A source's load begins, or goes on where somebody left it: what he loaded is not this step's.
   */
  void begun(TransferProgress left) {
    execution.getExecutionContext().putString(TRANSFER_BEGUN, "true");
    repository.updateExecutionContext(execution);
    rowsBefore = left.rows();
    writtenBefore = left.rowsWritten();
    chunksBefore = left.chunks();
  }

  /**
   * A chunk of a source's rows has been committed. Rows that the copy had already are no writes.
   */
  void committed(TransferProgress at) {
    transfer = true;
    execution.setReadCount(execution.getReadCount() + at.rows() - rowsBefore);
    execution.setWriteCount(execution.getWriteCount() + at.rowsWritten() - writtenBefore);
    execution.setCommitCount(execution.getCommitCount() + at.chunks() - chunksBefore);
    rowsBefore = at.rows();
    writtenBefore = at.rowsWritten();
    chunksBefore = at.chunks();
    execution.getExecutionContext().putLong("rows", at.estimatedRows());
    execution.getExecutionContext().putLong("rows_loaded", at.rows());
    execution.getExecutionContext().putLong("bytes_loaded", at.bytes());
    execution.getExecutionContext().putLong("chunks_loaded", at.chunks());
    repository.update(execution);
    repository.updateExecutionContext(execution);
  }

  /** A batch has been committed. */
  void batchDone(long rows) {
    execution.setReadCount(execution.getReadCount() + rows);
    execution.setWriteCount(execution.getWriteCount() + rows);
    execution.setCommitCount(execution.getCommitCount() + 1);
    repository.update(execution);
  }

  /** The node is done, with this many rows in all; negative where that has no meaning. */
  public void done(long rows) {
    execution.setCommitCount(Math.max(1, execution.getCommitCount()));
    if (transfer) {
      // What it read and what that changed are two numbers, and were counted.
      return;
    }
    execution.setReadCount(Math.max(0, rows));
    execution.setWriteCount(Math.max(0, rows));
  }
}
