package io.tidemark.batch;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.springframework.batch.core.Entity;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.dao.jdbc.JdbcExecutionContextDao;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
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
    write(ofJobs, execution, execution.getExecutionContext(), super::saveExecutionContext);
  }

  @Override
  public void saveExecutionContext(StepExecution execution) {
    write(ofSteps, execution, execution.getExecutionContext(), super::saveExecutionContext);
  }

  @Override
  public void updateExecutionContext(JobExecution execution) {
    write(ofJobs, execution, execution.getExecutionContext(), super::updateExecutionContext);
  }

  @Override
  public void updateExecutionContext(StepExecution execution) {
    write(ofSteps, execution, execution.getExecutionContext(), super::updateExecutionContext);
  }

  /** What is rolled back has to be written the next time; so Spring Batch's own flag is no help. */
  private static <E extends Entity> void write(
      Map<Long, Map<String, Object>> committed,
      E execution,
      ExecutionContext context,
      Consumer<E> writer) {
    Map<String, Object> now = Map.copyOf(context.toMap());
    if (now.equals(committed.get(execution.getId()))) {
      return;
    }
    writer.accept(execution);
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            committed.put(execution.getId(), now);
          }
        });
  }
}
