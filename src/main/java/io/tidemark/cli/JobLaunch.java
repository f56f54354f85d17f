package io.tidemark.cli;

import io.tidemark.batch.KnownJobRun;
import io.tidemark.batch.RunLockedException;
import io.tidemark.batch.StopSignal;
import io.tidemark.job.JobHouse;
import io.tidemark.job.JobRun;
import io.tidemark.postgres.RunningStatements;
import io.tidemark.postgres.StatementException;
import io.tidemark.report.console.Console;
import io.tidemark.schedule.DataInterval;
import io.tidemark.schedule.Job;
import io.tidemark.schedule.Jobs;
import io.tidemark.schedule.TaskWork;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Launches runs of a job, one after the other or several at once. Used for one command. */
final class JobLaunch {

  private static final int BESIDE_NODES = 2;

  private final ProjectCommand command;
  private final Console console;
  private final RunSite site;
  private final OneJobRun launcher;

  /** True once a run was met that another process works on. */
  private volatile boolean refused;

  JobLaunch(ProjectCommand command, Console console, RunSite site, Jobs jobs) {
    this.command = command;
    this.console = console;
    this.site = site;
    this.launcher = new OneJobRun(command, console, site, jobs);
  }

  /** Says which intervals are to be run, from what is known of the job's runs. */
  interface Wanted {
    List<DataInterval> of(List<KnownJobRun> known);
  }

  /**
   * Runs a job for some intervals, in their order and as many at once as it says.
   *
   * @param wanted is asked once the target is there, with the job's runs of the same params
   * @return the exit code
   */
  int run(Job job, Wanted wanted, JobLaunchOptions options) {
    JobParams params = JobParams.of(job, options.params());
    RunningStatements running = new RunningStatements();
    StopSignal stop = new StopSignal(running);
    try (StopOnSignal signal = StopOnSignal.listen(stop);
        TargetConnection connection =
            TargetConnection.open(site.output(), site.root(), running, console::info)) {
      List<JobRunCase> open = open(job, wanted, params, options, connection);
      return open.isEmpty() ? ExitCode.OK : inHouse(open, options, connection, stop);
    } catch (StatementException e) {
      if (!stop.stopped()) {
        throw e;
      }
      console.info("Stopped before the first task began");
      return ExitCode.FAILED;
    }
  }

  /** The runs that are not complete, by what is known before any lock is taken. */
  private List<JobRunCase> open(
      Job job,
      Wanted wanted,
      JobParams params,
      JobLaunchOptions options,
      TargetConnection connection) {
    List<KnownJobRun> known = JobHouse.known(connection.target(), site.jobName(), job.name());
    List<DataInterval> intervals =
        wanted.of(known.stream().filter(run -> hasParams(run, job, params)).toList());
    if (intervals.isEmpty()) {
      console.info("Nothing to do: no data interval of the job %s is over".formatted(job.name()));
    }
    boolean several = intervals.size() > 1 && atOnce(job, options) > 1;
    List<JobRunCase> open = new ArrayList<>();
    for (DataInterval interval : intervals) {
      JobRunCase plain = JobRunCase.of(job, interval, params, site.jobName(), "");
      if (plain.complete(known)) {
        sayComplete(plain);
      } else {
        String prefix = several ? "[" + plain.date() + "] " : "";
        open.add(JobRunCase.of(job, interval, params, site.jobName(), prefix));
      }
    }
    return open;
  }

  private boolean hasParams(KnownJobRun run, Job job, JobParams params) {
    DataInterval any = new DataInterval(run.logicalDate(), run.logicalDate());
    return run.hasParamsOf(JobRunCase.of(job, any, params, site.jobName(), "").id());
  }

  private int inHouse(
      List<JobRunCase> open,
      JobLaunchOptions options,
      TargetConnection connection,
      StopSignal stop) {
    try (JobHouse house =
        JobHouse.open(
            connection.target(),
            site.jobName(),
            options.patience(),
            new WaitingConsole(console),
            command.surroundings().clock())) {
      return all(open, options, new JobSite(connection, house, stop));
    } catch (RunLockedException e) {
      return locked(e, options);
    }
  }

  private static int atOnce(Job job, JobLaunchOptions options) {
    Integer asked = options.maxActiveRuns();
    return asked == null ? job.maxActiveRuns() : asked;
  }

  private int all(List<JobRunCase> open, JobLaunchOptions options, JobSite here) {
    Job job = open.get(0).job();
    int lanes = Math.min(atOnce(job, options), open.size());
    reserve(job, lanes, here.connection());
    ExecutorService runs = Executors.newFixedThreadPool(lanes);
    try {
      List<Future<Integer>> all =
          open.stream().map(one -> runs.submit(() -> one(one, options, here))).toList();
      int worst = ExitCode.OK;
      for (Future<Integer> one : all) {
        worst = Math.max(worst, one.get());
      }
      return here.stop().stopped() ? ExitCode.FAILED : worst;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      here.stop().stop();
      return ExitCode.FAILED;
    } catch (ExecutionException e) {
      // One can't go on; the others end as they would at a signal.
      here.stop().stop();
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } finally {
      end(runs);
    }
  }

  /** Nobody lets the locks go while a run is still being written down. */
  private static void end(ExecutorService runs) {
    runs.shutdown();
    try {
      if (!runs.awaitTermination(1, TimeUnit.MINUTES)) {
        runs.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Connections for the nodes of all runs that go on at once, jobs of jobs included. */
  private void reserve(Job job, int lanes, TargetConnection connection) {
    Integer asked = command.options().threads();
    int threads = asked == null ? site.output().threads() : asked;
    long nested =
        job.tasks().stream().filter(task -> task.work() instanceof TaskWork.RunJob).count();
    connection.reserve((threads + BESIDE_NODES) * lanes * (1 + (int) nested));
  }

  private int one(JobRunCase what, JobLaunchOptions options, JobSite here) {
    if (here.stop().stopped()) {
      return ExitCode.FAILED;
    }
    int slots = atOnce(what.job(), options);
    if (refused && slots == 1) {
      // The job's only slot is taken: the next interval would hear the same.
      return options.skipIfRunning() ? ExitCode.OK : ExitCode.FAILED;
    }
    WaitingConsole waiting = new WaitingConsole(console);
    try (JobRun run = here.house().take(what.id(), slots, options.patience(), waiting)) {
      KnownJobRun now = here.house().known(what.id()).orElse(null);
      if (now != null && now.complete()) {
        sayComplete(what);
        return ExitCode.OK;
      }
      if (now != null && now.abandoned()) {
        console.info("The run of %s was abandoned; it is not continued".formatted(what.shown()));
        return ExitCode.FAILED;
      }
      return launcher.launch(what, options, here, run);
    } catch (RunLockedException e) {
      return locked(e, options);
    }
  }

  private void sayComplete(JobRunCase what) {
    console.info("The run of %s is already complete".formatted(what.shown()));
  }

  /** Somebody else is at it: nothing is wrong, but nothing is done either. */
  private int locked(RunLockedException e, JobLaunchOptions options) {
    refused = true;
    String advice = options.skipIfRunning() ? "" : ". To wait: --lock-timeout SECONDS";
    console.info("Not launched: " + e.getMessage() + advice);
    return options.skipIfRunning() ? ExitCode.OK : ExitCode.FAILED;
  }
}
