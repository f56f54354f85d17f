package io.tidemark.batch;

import io.tidemark.load.book.Bookkeeping;
import io.tidemark.postgres.Session;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.dao.EmptyResultDataAccessException;

/**
 * The right to run a project on a target, and what can be done with it. Opening it takes the run's
 * lock; so whatever the repository still calls running has died, and is marked as failed.
 */
public final class RunSession implements AutoCloseable {

  /** The argument that says which invocation an execution is. */
  static final String INVOCATION = "invocation_id";

  private static final String ARGUMENTS = "arguments.";

  /** More runs in a row than can have died before they had an execution. */
  private static final int RECENT = 20;

  private final RunTarget target;
  private final String jobName;
  private final Clock clock;
  private final HeldLocks locks;
  private final OpenRepository open;
  private final JobRepository repository;
  private final MapJobRegistry registry = new MapJobRegistry();
  private final TaskExecutorJobOperator operator;

  private RunSession(
      RunTarget target, String jobName, Clock clock, HeldLocks locks, OpenRepository open) {
    this.target = target;
    this.jobName = jobName;
    this.clock = clock;
    this.locks = locks;
    this.open = open;
    this.repository = open.repository();
    this.operator = DeadLaunches.operator(repository, registry);
  }

  /**
   * Makes what is missing in the target, takes the lock and recovers what has died.
   *
   * @param job the job's name; a longer one than the repository holds is cut, and told apart
   * @param inside the job's run that this is a part of, or null; the two don't wait for each other
   * @param patience how long to wait for another run; zero: not at all
   * @param listener hears of waiting and of what has died
   * @throws RunLockedException if another run has the lock
   */
  public static RunSession open(
      RunTarget target,
      String job,
      @Nullable InsideJob inside,
      Duration patience,
      RunListener listener,
      Clock clock) {
    String jobName = Bounds.name(job);
    Session session = target.repositorySession();
    try {
      JobRepositories repositories = new JobRepositories(target.statements(), target.schema());
      repositories.ensure(session);
      try (Session models = target.session()) {
        new Bookkeeping(target.statements(), target.schema()).ensure(models);
      }
      HeldLocks locks = new HeldLocks(target, session);
      if (inside == null || !isPart(locks, job, inside)) {
        takeLock(locks, jobName, patience, listener);
      } else {
        // Others of the same job come to their end, as long as the task that waits may take.
        Duration turn = patience.isZero() ? Duration.ofDays(1) : patience;
        takeLock(locks, PlainRuns.insideName(job), turn, listener);
      }
      RunSession opened =
          new RunSession(
              target,
              jobName,
              clock,
              locks,
              repositories.open(target.repositoryDatabase().dataSource()));
      opened.recoverTheDead(listener);
      return opened;
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /** The last run of the job, if there was one. */
  public Optional<PreviousRun> lastRun() {
    // A process may have died between the making of an instance and that of its execution.
    return repository.getJobInstances(jobName, 0, RECENT).stream()
        .map(repository::getLastJobExecution)
        .filter(Objects::nonNull)
        .findFirst()
        .map(this::previous);
  }

  /** A run by the id of the invocation that started it. */
  public Optional<PreviousRun> run(String invocationId) {
    return Optional.ofNullable(
            repository.getJobInstance(jobName, RunExecution.identifying(invocationId)))
        .map(repository::getLastJobExecution)
        .map(this::previous);
  }

  /**
   * What a previous run has not completed and is not in the project any more.
   *
   * @param run what a restart would run
   */
  public Gone gone(Run run, PreviousRun previous) {
    JobExecution last = Objects.requireNonNull(repository.getJobExecution(previous.executionId()));
    Set<String> open = new LinkedHashSet<>();
    Set<String> done = new HashSet<>();
    for (JobExecution execution : repository.getJobExecutions(last.getJobInstance())) {
      for (StepExecution step : execution.getStepExecutions()) {
        (step.getStatus() == BatchStatus.COMPLETED ? done : open).add(step.getStepName());
      }
    }
    open.removeAll(done);
    Set<String> left = new HashSet<>();
    run.nodes().keySet().forEach(id -> left.add(Bounds.name(id)));
    left.removeAll(done);
    run.hooks().forEach(hook -> open.remove(Bounds.name(hook.uniqueId())));
    open.removeAll(left);
    return new Gone(List.copyOf(open), left.isEmpty());
  }

  /**
   * What can't be continued.
   *
   * @param names the steps' names, which are the nodes' unique ids
   * @param nothingElse true if there is nothing else to do
   */
  public record Gone(List<String> names, boolean nothingElse) {}

  /** A run by the id of one of its executions; empty if the job has none of that id. */
  public Optional<PreviousRun> run(long executionId) {
    return execution(executionId)
        .filter(execution -> execution.getJobInstance().getJobName().equals(jobName))
        .map(execution -> repository.getLastJobExecution(execution.getJobInstance()))
        .map(this::previous);
  }

  /**
   * The job file of which an execution is a launch, with its logical date: what continues it is
   * that job, not this session.
   */
  public Optional<JobFileRun> ofJobFile(long executionId) {
    return execution(executionId)
        .map(JobExecution::getJobParameters)
        .filter(parameters -> parameters.getString("job") != null)
        .map(
            parameters ->
                new JobFileRun(
                    String.valueOf(parameters.getString("job")),
                    String.valueOf(parameters.getString(JobRunId.LOGICAL_DATE))));
  }

  /** A job file's run. */
  public record JobFileRun(String job, String logicalDate) {}

  private Optional<JobExecution> execution(long id) {
    try {
      return Optional.ofNullable(repository.getJobExecution(id));
    } catch (EmptyResultDataAccessException unknown) {
      // Spring Batch 6 throws where it says that it returns null.
      return Optional.empty();
    }
  }

  /** Runs what has not been run yet. */
  public RunResult start(Run run, StopSignal stop, RunListener listener) {
    return new RunExecution(target, locks, open, registry, operator, listener, clock)
        .start(run, stop);
  }

  /** Runs what a previous run has left. */
  public RunResult restart(Run run, PreviousRun previous, StopSignal stop, RunListener listener) {
    return new RunExecution(target, locks, open, registry, operator, listener, clock)
        .restart(run, previous, stop);
  }

  @Override
  public void close() {
    locks.close();
  }

  /** Where a run's arguments stand in its execution context. */
  static Map<String, String> asContext(Map<String, String> arguments) {
    Map<String, String> context = new HashMap<>();
    arguments.forEach((name, value) -> context.put(ARGUMENTS + name, value));
    return context;
  }

  private PreviousRun previous(JobExecution execution) {
    // With the execution itself, so they are there however early its process died.
    Map<String, String> arguments = new HashMap<>(KeptArguments.read(execution.getJobParameters()));
    execution
        .getExecutionContext()
        .entrySet()
        .forEach(
            entry -> {
              if (entry.getKey().startsWith(ARGUMENTS)) {
                arguments.put(
                    entry.getKey().substring(ARGUMENTS.length()), entry.getValue().toString());
              }
            });
    // Spring Batch keeps times without a zone, in this machine's.
    Instant began = execution.getCreateTime().atZone(ZoneId.systemDefault()).toInstant();
    return new PreviousRun(
        execution.getId(), execution.getStatus(), arguments, began, DeadLaunches.died(execution));
  }

  private void recoverTheDead(RunListener listener) {
    for (JobExecution dead : repository.findRunningJobExecutions(jobName)) {
      DeadLaunches.recover(repository, dead);
      listener.recovered(dead.getId());
    }
  }

  /** Whether this belongs to a job's run that is at work on the same project and schema. */
  private static boolean isPart(HeldLocks locks, String site, InsideJob inside) {
    return inside.site().equals(site)
        && locks.lock(inside.lockName()).isTaken()
        && locks.tryShare(PlainRuns.lockName(site));
  }

  private static void takeLock(
      HeldLocks locks, String name, Duration patience, RunListener listener) {
    if (locks.tryTake(name)) {
      return;
    }
    RunLock lock = locks.lock(name);
    String holder = lock.holder().orElse("a run that has just ended");
    if (patience.isZero()) {
      throw new RunLockedException(name, holder);
    }
    listener.waitingFor(holder);
    if (!lock.take(patience)) {
      throw new RunLockedException(name, lock.holder().orElse(holder));
    }
    locks.took(name);
  }
}
