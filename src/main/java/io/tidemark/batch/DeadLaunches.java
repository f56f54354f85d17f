package io.tidemark.batch;

import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.core.task.SyncTaskExecutor;

/** Marks as failed what the job repository still calls running and what has died. */
public final class DeadLaunches {

  /** What Spring Batch notes of an execution that it has called dead. */
  private static final String RECOVERED = "batch.recovered";

  /** Where an execution that has died keeps its own id: a restart inherits the context. */
  private static final String DIED = "died";

  private DeadLaunches() {}

  /**
   * Marks one of them; its steps that were at work too.
   *
   * @param dead whose lock the caller holds: else it may be alive
   */
  public static void recover(JobRepository repository, JobExecution dead) {
    operator(repository, new MapJobRegistry()).recover(dead);
    // It may not go on to the next execution, which could never be called dead then.
    dead.getExecutionContext().remove(RECOVERED);
    dead.getExecutionContext().putString(DIED, String.valueOf(dead.getId()));
    repository.updateExecutionContext(dead);
  }

  /** Whether an execution has been marked as dead, and so could not say itself how it ended. */
  static boolean died(JobExecution execution) {
    return String.valueOf(execution.getId())
        .equals(execution.getExecutionContext().getString(DIED, ""));
  }

  static TaskExecutorJobOperator operator(JobRepository repository, MapJobRegistry registry) {
    TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
    operator.setJobRepository(repository);
    operator.setJobRegistry(registry);
    operator.setTaskExecutor(new SyncTaskExecutor());
    try {
      operator.afterPropertiesSet();
    } catch (Exception e) {
      throw new IllegalStateException("the job operator could not be made", e);
    }
    return operator;
  }
}
