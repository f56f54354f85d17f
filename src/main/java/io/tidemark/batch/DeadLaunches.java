package io.tidemark.batch;

import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.core.task.SyncTaskExecutor;

/** Marks as failed what the job repository still calls running and what has died. */
public final class DeadLaunches {

  private DeadLaunches() {}

  /**
   * Marks one of them; its steps that were at work too.
   *
   * @param dead whose lock the caller holds: else it may be alive
   */
  public static void recover(JobRepository repository, JobExecution dead) {
    operator(repository, new MapJobRegistry()).recover(dead);
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
