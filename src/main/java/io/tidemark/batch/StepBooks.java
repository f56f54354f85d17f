package io.tidemark.batch;

import io.tidemark.load.Checkpoint;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/**
 * Mirrors a load into its step execution, for people to read. The authority is the checkpoint in
 * the target database: it is moved with the rows, this is written after them.
 */
final class StepBooks {

  private final StepExecution execution;
  private final JobRepository repository;

  StepBooks(StepExecution execution, JobRepository repository) {
    this.execution = execution;
    this.repository = repository;
  }

  /** A chunk has been committed. */
  void committed(Checkpoint checkpoint) {
    execution.setReadCount(checkpoint.rowsLoaded());
    execution.setWriteCount(checkpoint.rowsLoaded());
    execution.setCommitCount(checkpoint.chunksLoaded());
    execution.getExecutionContext().putLong("rows", checkpoint.increment().rows());
    execution.getExecutionContext().putLong("rows_loaded", checkpoint.rowsLoaded());
    execution.getExecutionContext().putLong("next_page", checkpoint.nextPage());
    repository.update(execution);
    repository.updateExecutionContext(execution);
  }

  /** The node did all of its work in one transaction. */
  void done(long rows) {
    if (execution.getCommitCount() == 0) {
      execution.setCommitCount(1);
      execution.setReadCount(Math.max(0, rows));
      execution.setWriteCount(Math.max(0, rows));
    }
  }
}
