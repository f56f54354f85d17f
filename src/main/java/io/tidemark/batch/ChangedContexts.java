package io.tidemark.batch;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.dao.jdbc.JdbcExecutionContextDao;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes an execution context only if it is another than the one that it has committed last. Spring
 * Batch writes the job's and, twice, the step's with each step, each time in a transaction: of a
 * hundred small nodes that was a fifth of all commits.
 */
final class ChangedContexts extends JdbcExecutionContextDao {

  private final Map<Long, Map<String, Object>> ofJobs = new ConcurrentHashMap<>();
  private final Map<Long, Map<String, Object>> ofSteps = new ConcurrentHashMap<>();

  @Override
  public void saveExecutionContext(JobExecution execution) {
    Map<String, Object> saved = Map.copyOf(execution.getExecutionContext().toMap());
    super.saveExecutionContext(execution);
    onceCommitted(() -> ofJobs.put(execution.getId(), saved));
  }

  @Override
  public void saveExecutionContext(StepExecution execution) {
    Map<String, Object> saved = Map.copyOf(execution.getExecutionContext().toMap());
    super.saveExecutionContext(execution);
    onceCommitted(() -> ofSteps.put(execution.getId(), saved));
  }

  @Override
  public void updateExecutionContext(JobExecution execution) {
    Map<String, Object> now = Map.copyOf(execution.getExecutionContext().toMap());
    if (!now.equals(ofJobs.get(execution.getId()))) {
      super.updateExecutionContext(execution);
      onceCommitted(() -> ofJobs.put(execution.getId(), now));
    }
  }

  @Override
  public void updateExecutionContext(StepExecution execution) {
    Map<String, Object> now = Map.copyOf(execution.getExecutionContext().toMap());
    if (!now.equals(ofSteps.get(execution.getId()))) {
      super.updateExecutionContext(execution);
      onceCommitted(() -> ofSteps.put(execution.getId(), now));
    }
  }

  /** What is rolled back has to be written the next time; so Spring Batch's own flag is no help. */
  private static void onceCommitted(Runnable done) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            done.run();
          }
        });
  }
}
