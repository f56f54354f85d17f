package io.tidemark.batch.history;

import io.tidemark.batch.DeadLaunches;
import io.tidemark.batch.JobRepositories;
import io.tidemark.batch.RunLock;
import io.tidemark.batch.RunLockedException;
import io.tidemark.batch.RunTarget;
import io.tidemark.batch.StepState;
import io.tidemark.postgres.Session;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * The right to say by hand how a run stands, while no process is at it. Nothing is changed that has
 * ended: what is said is one more launch, which did nothing else. Only giving a run up is a mark on
 * its last launch, as Spring Batch has it.
 */
public final class RunAmendment implements AutoCloseable {

  private static final ExitStatus CLEARED = new ExitStatus("CLEARED");
  private static final ExitStatus MARKED = new ExitStatus("MARKED");

  private final Session lockSession;
  private final JobRepository repository;
  private final JobExecution last;
  private final Clock clock;

  private RunAmendment(
      Session lockSession, JobRepository repository, JobExecution last, Clock clock) {
    this.lockSession = lockSession;
    this.repository = repository;
    this.last = last;
    this.clock = clock;
  }

  /**
   * Takes the run's lock; if its last launch has died, that is written down.
   *
   * @param run as it was told to whoever asked for it
   * @throws RunLockedException if a process is at the run, or has been since it was told
   */
  public static RunAmendment open(RunTarget target, RunRow run, Clock clock) {
    Session session = target.repositorySession();
    try {
      String name = RunLocks.lockName(run.jobName(), run.identifying());
      RunLock lock = new RunLock(session, target.statements(), name);
      if (!lock.tryTake()) {
        throw new RunLockedException(name, lock.holder().orElse("a process that has just ended"));
      }
      JobRepository repository =
          new JobRepositories(target.statements(), target.schema())
              .open(target.repositoryDatabase().dataSource());
      JobExecution last = Objects.requireNonNull(repository.getJobExecution(run.id()));
      List<JobExecution> all = repository.getJobExecutions(last.getJobInstance());
      if (all.stream().anyMatch(one -> one.getId() > last.getId())) {
        throw new RunLockedException(name, "a launch that has begun since then");
      }
      if (last.getStatus().isRunning()) {
        DeadLaunches.recover(repository, last);
      }
      return new RunAmendment(
          session, repository, Objects.requireNonNull(repository.getJobExecution(run.id())), clock);
    } catch (RuntimeException | Error e) {
      session.close();
      throw e;
    }
  }

  /** Gives the run up: no launch continues it. */
  public void abandon() {
    last.setStatus(BatchStatus.ABANDONED);
    last.setExitStatus(new ExitStatus("ABANDONED"));
    if (last.getEndTime() == null) {
      last.setEndTime(now());
    }
    repository.update(last);
  }

  /**
   * Lets steps run again with the next launch.
   *
   * @param steps their names in the repository
   */
  public void clear(Collection<String> steps) {
    JobExecution amendment = begin();
    steps.forEach(step -> record(step, StepState.CLEARED, "cleared by hand", Map.of(), amendment));
    end(amendment, BatchStatus.STOPPED, CLEARED);
  }

  /**
   * Says that a task has succeeded, or failed. The next launch goes on from there; a run that was
   * complete, and of which a success is said, stays so.
   *
   * @param task its name
   */
  public void mark(String task, boolean success) {
    boolean complete = success && last.getStatus() == BatchStatus.COMPLETED;
    JobExecution amendment = begin();
    StepState state = success ? StepState.SUCCESS : StepState.FAILED;
    Map<String, String> context = Map.of("task", task, "begun", "true", "marked", "true");
    record(task, state, "marked by hand", context, amendment);
    end(amendment, complete ? BatchStatus.COMPLETED : BatchStatus.STOPPED, MARKED);
  }

  private JobExecution begin() {
    JobExecution amendment =
        repository.createJobExecution(
            last.getJobInstance(), last.getJobParameters(), new ExecutionContext());
    amendment.setStartTime(now());
    amendment.setStatus(BatchStatus.STARTED);
    repository.update(amendment);
    return amendment;
  }

  private void end(JobExecution amendment, BatchStatus status, ExitStatus exit) {
    amendment.setEndTime(now());
    amendment.setStatus(status);
    amendment.setExitStatus(exit);
    repository.update(amendment);
  }

  private void record(
      String name,
      StepState state,
      String description,
      Map<String, String> context,
      JobExecution amendment) {
    StepExecution step = repository.createStepExecution(name, amendment);
    StepExecution before = earlier(name, amendment);
    if (before != null) {
      Map<String, Object> kept = new HashMap<>();
      before
          .getExecutionContext()
          .entrySet()
          .forEach(one -> kept.put(one.getKey(), one.getValue()));
      kept.keySet().retainAll(List.of("task", "node", "kind", "digest", "try_number"));
      kept.forEach(step.getExecutionContext()::put);
    }
    context.forEach(step.getExecutionContext()::putString);
    state.set(step, description);
    step.setStartTime(now());
    step.setEndTime(now());
    repository.update(step);
    repository.updateExecutionContext(step);
  }

  private @Nullable StepExecution earlier(String name, JobExecution amendment) {
    StepExecution found = null;
    for (JobExecution launch : repository.getJobExecutions(amendment.getJobInstance())) {
      for (StepExecution step : launch.getStepExecutions()) {
        boolean later = found == null || step.getId() > found.getId();
        if (step.getStepName().equals(name) && launch.getId() != amendment.getId() && later) {
          found = step;
        }
      }
    }
    return found;
  }

  private LocalDateTime now() {
    return LocalDateTime.ofInstant(clock.instant(), ZoneId.systemDefault());
  }

  @Override
  public void close() {
    lockSession.close();
  }
}
