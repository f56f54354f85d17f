package io.tidemark.job;

import io.tidemark.batch.OpenRepository;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/**
 * Writes the steps of a launch into the job repository, each time in one transaction: a task costs
 * few of them, and no step is ever seen half written. If the database is away, it is waited for.
 * Thread-safe.
 */
final class StepWrites {

  private final OpenRepository open;
  private final Outage outage;
  private final JobRepository patient;

  StepWrites(OpenRepository open, Outage outage) {
    this.open = open;
    this.outage = outage;
    this.patient = PatientRepository.of(open.repository(), outage);
  }

  /** The repository, each call of which waits for the database by itself. */
  JobRepository repository() {
    return patient;
  }

  /**
   * Does something in one transaction.
   *
   * @param work may be done again, even where it had been committed: its answer may be lost. So it
   *     makes whatever it changes
   */
  <T> T atOnce(Function<JobRepository, T> work) {
    return outage.over(() -> open.atOnce(work));
  }

  /** Writes what has changed of a step. */
  void save(StepExecution step) {
    outage.over(new Save(step));
  }

  /** Writes a step and its context with what else is done in the same transaction. */
  static void save(StepExecution step, JobRepository repository) {
    repository.update(step);
    repository.updateExecutionContext(step);
  }

  /** Nobody but this process changes the step; so a change is made until it is known to be. */
  private final class Save implements Supplier<StepExecution> {

    private final StepExecution step;
    private boolean triedBefore;

    Save(StepExecution step) {
      this.step = step;
    }

    @Override
    public StepExecution get() {
      boolean again = triedBefore;
      triedBefore = true;
      return open.atOnce(
          repository -> {
            if (again) {
              takeVersion(repository);
            }
            save(step, repository);
            return step;
          });
    }

    /** The one whose answer was lost may have been written or not. */
    private void takeVersion(JobRepository repository) {
      StepExecution written = repository.getStepExecution(step.getId());
      if (written != null && written.getVersion() != null) {
        step.setVersion(written.getVersion());
      }
    }
  }
}
