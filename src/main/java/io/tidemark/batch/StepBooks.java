package io.tidemark.batch;

import io.tidemark.load.increment.Checkpoint;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/**
 * Mirrors a load into its step execution, for people to read. The authority is the checkpoint in
 * the target database: it is moved with the rows, this is written after them.
 */
public final class StepBooks {

  private final StepExecution execution;
  private final JobRepository repository;
  private long rowsBefore;
  private long chunksBefore;

  /** The books of a step execution. */
  public StepBooks(StepExecution execution, JobRepository repository) {
    this.execution = execution;
    this.repository = repository;
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
    execution.setReadCount(Math.max(0, rows));
    execution.setWriteCount(Math.max(0, rows));
  }
}
