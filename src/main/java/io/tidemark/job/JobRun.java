package io.tidemark.job;

import io.tidemark.batch.CollectedResults;
import io.tidemark.batch.DeadLaunches;
import io.tidemark.batch.JobRunId;
import io.tidemark.batch.KeptArguments;
import io.tidemark.batch.RunListener;
import io.tidemark.batch.RunLock;
import io.tidemark.batch.RunLockedException;
import io.tidemark.batch.RunTarget;
import io.tidemark.batch.StopSignal;
import io.tidemark.postgres.Session;
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
  private final Session lockSession;
  private final JobRepository repository;
  private final Clock clock;

  private JobRun(
      JobRunId id, RunTarget target, Session lockSession, JobRepository repository, Clock clock) {
    this.id = id;
    this.target = target;
    this.lockSession = lockSession;
    this.repository = repository;
    this.clock = clock;
  }

  static JobRun take(
      JobRunId id,
      int slots,
      Duration patience,
      RunListener listener,
      RunTarget target,
      JobRepository repository,
      Clock clock) {
    Session session = target.repositorySession();
    try {
      own(new RunLock(session, target.statements(), id.lockName()), id, patience, listener);
      slot(id, slots, patience, listener, session, target);
      JobRun run = new JobRun(id, target, session, repository, clock);
      run.recoverTheDead(listener);
      return run;
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private static void own(RunLock lock, JobRunId id, Duration patience, RunListener listener) {
    if (lock.tryTake()) {
      return;
    }
    String holder = lock.holder().orElse("a process that has just ended");
    if (patience.isZero()) {
      throw new RunLockedException(id.toString(), holder);
    }
    listener.waitingFor(holder);
    if (!lock.take(patience)) {
      throw new RunLockedException(id.toString(), lock.holder().orElse(holder));
    }
  }

  private static void slot(
      JobRunId id,
      int slots,
      Duration patience,
      RunListener listener,
      Session session,
      RunTarget target) {
    long end = System.nanoTime() + patience.toNanos();
    boolean told = false;
    while (true) {
      for (int slot = 0; slot < slots; slot++) {
        if (new RunLock(session, target.statements(), id.slotName(slot)).tryTake()) {
          return;
        }
      }
      String holder =
          new RunLock(session, target.statements(), id.slotName(0))
              .holder()
              .orElse("a process that has just ended");
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
    Instant start = clock.instant();
    LaunchedJob job =
        new LaunchedJob(
            plan, earlier, repository, target, lockSession, stop, nodes, listener, clock);
    try {
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
    return new JobResult(execution.getId(), start, clock.instant(), execution.getStatus());
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
    lockSession.close();
  }
}
