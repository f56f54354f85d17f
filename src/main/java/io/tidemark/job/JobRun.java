package io.tidemark.job;

import io.tidemark.batch.CollectedResults;
import io.tidemark.batch.DeadLaunches;
import io.tidemark.batch.HeldLocks;
import io.tidemark.batch.JobRunId;
import io.tidemark.batch.KeptArguments;
import io.tidemark.batch.LockKeeper;
import io.tidemark.batch.OpenRepository;
import io.tidemark.batch.PlainRuns;
import io.tidemark.batch.RunListener;
import io.tidemark.batch.RunLock;
import io.tidemark.batch.RunLockedException;
import io.tidemark.batch.RunTarget;
import io.tidemark.batch.SteadyClock;
import io.tidemark.batch.StopSignal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * A run of a job in this process's hands alone. Whoever has it knows that its last launch is over,
 * however it ended.
 */
public final class JobRun implements AutoCloseable {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private final JobRunId id;
  private final RunTarget target;
  private final HeldLocks locks;
  private final OpenRepository open;
  private final JobRepository repository;
  private final Clock clock;

  private JobRun(JobRunId id, RunTarget target, HeldLocks locks, OpenRepository open, Clock clock) {
    this.id = id;
    this.target = target;
    this.locks = locks;
    this.open = open;
    this.repository = open.repository();
    this.clock = clock;
  }

  static JobRun take(
      JobRunId id,
      int slots,
      Duration patience,
      RunListener listener,
      RunTarget target,
      OpenRepository repository,
      Clock clock) {
    HeldLocks locks = new HeldLocks(target, target.repositorySession());
    try {
      // This process shares the project's lock already; here it is looked after with the run's.
      locks.tryShare(PlainRuns.lockName(id.site()));
      own(locks, id, patience, listener);
      slot(id, slots, patience, listener, locks);
      JobRun run = new JobRun(id, target, locks, repository, clock);
      run.recoverTheDead(listener);
      return run;
    } catch (RuntimeException e) {
      locks.close();
      throw e;
    }
  }

  private static void own(HeldLocks locks, JobRunId id, Duration patience, RunListener listener) {
    if (locks.tryTake(id.lockName())) {
      return;
    }
    RunLock lock = locks.lock(id.lockName());
    String holder = lock.holder().orElse("a process that has just ended");
    if (patience.isZero()) {
      throw new RunLockedException(id.toString(), holder);
    }
    listener.waitingFor(holder);
    if (!lock.take(patience)) {
      throw new RunLockedException(id.toString(), lock.holder().orElse(holder));
    }
    locks.took(id.lockName());
  }

  private static void slot(
      JobRunId id, int slots, Duration patience, RunListener listener, HeldLocks locks) {
    long end = System.nanoTime() + patience.toNanos();
    boolean told = false;
    while (true) {
      for (int slot = 0; slot < slots; slot++) {
        if (locks.tryTake(id.slotName(slot))) {
          return;
        }
      }
      String holder = locks.lock(id.slotName(0)).holder().orElse("a process that has just ended");
      if (System.nanoTime() >= end) {
        String all =
            "max_active_runs of %s is %d, and another run of it".formatted(id.job(), slots);
        throw new RunLockedException(all, holder);
      }
      if (!told) {
        listener.waitingFor(holder);
        told = true;
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  /** Its last launch, if there was one. */
  public Optional<EarlierLaunch> lastLaunch() {
    JobInstance instance = instance();
    JobExecution last = instance == null ? null : repository.getLastJobExecution(instance);
    return Optional.ofNullable(last)
        .map(
            execution ->
                new EarlierLaunch(
                    execution.getId(),
                    text(execution, "run_type"),
                    text(execution, "run_id"),
                    KeptArguments.read(execution.getJobParameters())));
  }

  /** How its last launch ended; empty if there was none. */
  public Optional<BatchStatus> status() {
    JobInstance instance = instance();
    return instance == null
        ? Optional.empty()
        : Optional.ofNullable(repository.getLastJobExecution(instance))
            .map(JobExecution::getStatus);
  }

  /**
   * Launches it: what is left of it is done.
   *
   * @param runType {@code scheduled}, {@code manual} or {@code backfill}
   * @throws IllegalStateException if the books can't be kept
   */
  public JobResult launch(
      JobPlan plan, String runType, StopSignal stop, CollectedResults nodes, JobListener listener) {
    JobParameters parameters = parameters(plan, runType);
    JobInstance instance = instance();
    if (instance == null) {
      instance = repository.createJobInstance(id.jobName(), parameters);
    }
    EarlierSteps earlier = EarlierSteps.of(repository.getJobExecutions(instance));
    JobExecution execution =
        repository.createJobExecution(instance, parameters, new ExecutionContext());
    SteadyClock steady = SteadyClock.since(clock);
    Instant start = steady.instant();
    StepWrites writes = new StepWrites(open, new Outage(target.running()));
    LaunchedJob job =
        new LaunchedJob(plan, earlier, writes, target, locks, stop, nodes, listener, clock);
    try (LockKeeper keeper = new LockKeeper(locks, () -> isLast(execution), stop, listener)) {
      job.execute(execution);
    } catch (JobInterruptedException e) {
      throw new IllegalStateException("the job says itself when it was stopped", e);
    }
    List<Throwable> failures = execution.getFailureExceptions();
    if (!failures.isEmpty()) {
      IllegalStateException broken =
          new IllegalStateException("the run's own books could not be kept", failures.get(0));
      failures.stream().skip(1).forEach(broken::addSuppressed);
      throw broken;
    }
    return new JobResult(execution.getId(), start, steady.instant(), execution.getStatus());
  }

  /** Nobody has launched the run since, and nobody has called this launch dead. */
  private boolean isLast(JobExecution execution) {
    JobExecution last = repository.getLastJobExecution(execution.getJobInstance());
    return last != null && last.getId() == execution.getId() && last.getStatus().isRunning();
  }

  private JobParameters parameters(JobPlan plan, String runType) {
    JobParametersBuilder parameters =
        new JobParametersBuilder(id.parameters())
            .addString("job", id.job(), false)
            .addString("run_type", runType, false)
            .addString("run_id", plan.runId(), false)
            .addString("data_interval_start", plan.interval().start().toString(), false)
            .addString("data_interval_end", plan.interval().end().toString(), false)
            .addString("invocation_id", plan.options().invocationId(), false)
            .addString("job_file", plan.job().place().file(), false);
    KeptArguments.write(plan.options().arguments(), parameters);
    return parameters.toJobParameters();
  }

  private @Nullable JobInstance instance() {
    return repository.getJobInstance(id.jobName(), id.parameters());
  }

  private void recoverTheDead(RunListener listener) {
    JobInstance instance = instance();
    if (instance == null) {
      return;
    }
    for (JobExecution launch : repository.getJobExecutions(instance)) {
      if (launch.getStatus().isRunning()) {
        DeadLaunches.recover(repository, launch);
        listener.recovered(launch.getId());
      }
    }
  }

  private static String text(JobExecution execution, String parameter) {
    String value = execution.getJobParameters().getString(parameter);
    return value == null ? "" : value;
  }

  @Override
  public void close() {
    locks.close();
  }
}
