package io.tidemark.batch.history;

import io.tidemark.batch.DeadLaunches;
import io.tidemark.batch.JobRepositories;
import io.tidemark.batch.OpenRepository;
import io.tidemark.batch.PlainRuns;
import io.tidemark.batch.RunLock;
import io.tidemark.batch.RunLockedException;
import io.tidemark.batch.RunTarget;
import io.tidemark.batch.StepName;
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
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * The right to say by hand how a run stands, while no process is at it. Nothing is changed that has
 * ended: what is said is one more launch, which did nothing else, and is written whole or not at
 * all. Only giving a run up is a mark on its last launch, as Spring Batch has it.
 */
public final class RunAmendment implements AutoCloseable {

  private static final ExitStatus CLEARED = new ExitStatus("CLEARED");
  private static final ExitStatus MARKED = new ExitStatus("MARKED");

  /** What is known of a step whatever is said of it. */
  private static final List<String> KEPT = List.of("task", "node", "kind", "digest", "try_number");

  private final Session lockSession;
  private final OpenRepository open;
  private final JobExecution last;
  private final Clock clock;

  private RunAmendment(Session lockSession, OpenRepository open, JobExecution last, Clock clock) {
    this.lockSession = lockSession;
    this.open = open;
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
      RunLock inside = new RunLock(session, target.statements(), PlainRuns.insideName(name));
      // A plain run has its project's lock for itself alone; runs of jobs share it.
      boolean plain = run.job() == null;
      if (plain ? !lock.tryShare() || !inside.tryTake() : !lock.tryTake()) {
        throw new RunLockedException(name, lock.holder().orElse("a process that has just ended"));
      }
      OpenRepository open =
          new JobRepositories(target.statements(), target.schema())
              .open(target.repositoryDatabase().dataSource());
      JobRepository repository = open.repository();
      JobExecution last = Objects.requireNonNull(repository.getJobExecution(run.id()));
      List<JobExecution> all = repository.getJobExecutions(last.getJobInstance());
      if (all.stream().anyMatch(one -> one.getId() > last.getId())) {
        throw new RunLockedException(name, "a launch that has begun since then");
      }
      if (last.getStatus().isRunning()) {
        DeadLaunches.recover(repository, last);
      }
      return new RunAmendment(
          session, open, Objects.requireNonNull(repository.getJobExecution(run.id())), clock);
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
    open.repository().update(last);
  }

  /**
   * Lets steps run again with the next launch.
   *
   * @param steps their names in the repository
   */
  public void clear(Collection<String> steps) {
    Map<String, StepExecution> earlier = earlier();
    open.atOnce(
        repository -> {
          Amendment amendment = new Amendment(repository, begin(repository), earlier);
          steps.forEach(
              step -> amendment.record(step, StepState.CLEARED, "cleared by hand", Map.of()));
          amendment.end(BatchStatus.STOPPED, CLEARED);
          return amendment;
        });
  }

  /**
   * Says that a task has succeeded, or failed. The next launch goes on from there; a run that was
   * complete, and of which a success is said, stays so.
   *
   * @param task its id
   */
  public void mark(String task, boolean success) {
    boolean complete = success && last.getStatus() == BatchStatus.COMPLETED;
    StepState state = success ? StepState.SUCCESS : StepState.FAILED;
    Map<String, String> context = Map.of("task", task, "begun", "true", "marked", "true");
    Map<String, StepExecution> earlier = earlier();
    open.atOnce(
        repository -> {
          Amendment amendment = new Amendment(repository, begin(repository), earlier);
          amendment.record(StepName.of(task), state, "marked by hand", context);
          amendment.end(complete ? BatchStatus.COMPLETED : BatchStatus.STOPPED, MARKED);
          return amendment;
        });
  }

  private JobExecution begin(JobRepository repository) {
    JobExecution amendment =
        repository.createJobExecution(
            last.getJobInstance(), last.getJobParameters(), new ExecutionContext());
    amendment.setStartTime(now());
    amendment.setStatus(BatchStatus.STARTED);
    repository.update(amendment);
    return amendment;
  }

  /** How each step stood last, by its name: that with the greatest id. */
  private Map<String, StepExecution> earlier() {
    Map<String, StepExecution> found = new HashMap<>();
    for (JobExecution launch : open.repository().getJobExecutions(last.getJobInstance())) {
      for (StepExecution step : launch.getStepExecutions()) {
        found.merge(
            step.getStepName(), step, (one, other) -> one.getId() > other.getId() ? one : other);
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

  /** The launch that says it. */
  private final class Amendment {

    private final JobRepository repository;
    private final JobExecution launch;
    private final Map<String, StepExecution> earlier;

    Amendment(JobRepository repository, JobExecution launch, Map<String, StepExecution> earlier) {
      this.repository = repository;
      this.launch = launch;
      this.earlier = earlier;
    }

    void record(String name, StepState state, String description, Map<String, String> context) {
      StepExecution step = repository.createStepExecution(name, launch);
      StepExecution before = earlier.get(name);
      if (before != null) {
        for (String key : KEPT) {
          Object value = before.getExecutionContext().get(key);
          if (value != null) {
            step.getExecutionContext().put(key, value);
          }
        }
      }
      context.forEach(step.getExecutionContext()::putString);
      state.set(step, description);
      step.setStartTime(now());
      step.setEndTime(now());
      repository.update(step);
      repository.updateExecutionContext(step);
    }

    void end(BatchStatus status, ExitStatus exit) {
      launch.setEndTime(now());
      launch.setStatus(status);
      launch.setExitStatus(exit);
      repository.update(launch);
    }
  }
}
