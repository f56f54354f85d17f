package io.tidemark.cli;

import io.tidemark.batch.CollectedResults;
import io.tidemark.batch.JobRunId;
import io.tidemark.batch.KnownJobRun;
import io.tidemark.batch.RunLockedException;
import io.tidemark.batch.RunResult;
import io.tidemark.batch.StopSignal;
import io.tidemark.job.EarlierLaunch;
import io.tidemark.job.JobHouse;
import io.tidemark.job.JobResult;
import io.tidemark.job.JobRun;
import io.tidemark.job.TaskAnswer;
import io.tidemark.job.TaskFailedException;
import io.tidemark.job.TaskProgram;
import io.tidemark.job.TaskTry;
import io.tidemark.postgres.RunningStatements;
import io.tidemark.postgres.StatementException;
import io.tidemark.project.problem.Place;
import io.tidemark.project.profile.EmbeddedOutput;
import io.tidemark.report.console.Console;
import io.tidemark.report.failure.FailureText;
import io.tidemark.report.run.JobConsole;
import io.tidemark.report.run.RunBriefing;
import io.tidemark.report.run.RunConsole;
import io.tidemark.schedule.DataInterval;
import io.tidemark.schedule.Job;
import io.tidemark.schedule.Jobs;
import io.tidemark.schedule.TaskWork;
import io.tidemark.template.TemplateDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Launches runs of jobs and tells how they went. Used for one command. */
final class JobLaunch {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final ProjectCommand command;
  private final Console console;
  private final RunSite site;
  private final Jobs jobs;
  private final JobPlanner planner;
  private final Instant invokedAt;

  JobLaunch(ProjectCommand command, Console console, RunSite site, Jobs jobs) {
    this.command = command;
    this.console = console;
    this.site = site;
    this.jobs = jobs;
    this.planner = new JobPlanner(command, console, jobs);
    this.invokedAt = command.surroundings().clock().instant();
  }

  /** Says which intervals are to be run, from what is known of the job's runs. */
  interface Wanted {
    List<DataInterval> of(List<KnownJobRun> known);
  }

  /**
   * Runs a job for some intervals, in their order and as many at once as it says.
   *
   * @param wanted is asked once the target is there
   * @return the exit code
   */
  int run(Job job, Wanted wanted, JobLaunchOptions options) {
    JobParams params = JobParams.of(job, options.params());
    RunningStatements running = new RunningStatements();
    StopSignal stop = new StopSignal(running);
    try (StopOnSignal signal = StopOnSignal.listen(stop);
        TargetConnection connection =
            TargetConnection.open(site.output(), site.root(), running, console::info)) {
      List<KnownJobRun> known = JobHouse.known(connection.target(), site.jobName(), job.name());
      List<DataInterval> intervals =
          wanted.of(known.stream().filter(run -> same(run, job, params)).toList());
      if (intervals.isEmpty()) {
        console.info("Nothing to do: no data interval of the job %s is over".formatted(job.name()));
        return ExitCode.OK;
      }
      List<DataInterval> open =
          intervals.stream().filter(i -> !complete(job, i, params, known)).toList();
      if (open.isEmpty()) {
        return ExitCode.OK;
      }
      try (JobHouse house =
          JobHouse.open(
              connection.target(),
              site.jobName(),
              options.patience(),
              new WaitingConsole(console),
              command.surroundings().clock())) {
        return all(job, open, params, options, new Site(connection, house, stop));
      } catch (RunLockedException e) {
        return locked(e, options);
      }
    } catch (StatementException e) {
      if (!stop.stopped()) {
        throw e;
      }
      console.info("Stopped before the first task began");
      return ExitCode.FAILED;
    }
  }

  /** Where runs take place. */
  private record Site(TargetConnection connection, JobHouse house, StopSignal stop) {}

  private boolean same(KnownJobRun run, Job job, JobParams params) {
    return run.hasParamsOf(id(job, run.logicalDate(), params));
  }

  private JobRunId id(Job job, Instant date, JobParams params) {
    return new JobRunId(site.jobName(), job.name(), date, params.identifying());
  }

  private boolean complete(
      Job job, DataInterval interval, JobParams params, List<KnownJobRun> known) {
    JobRunId id = id(job, interval.logicalDate(), params);
    boolean complete =
        known.stream()
            .anyMatch(
                run ->
                    run.complete()
                        && run.logicalDate().equals(id.logicalDate())
                        && run.hasParamsOf(id));
    if (complete) {
      sayComplete(job, interval);
    }
    return complete;
  }

  private void sayComplete(Job job, DataInterval interval) {
    console.info(
        "The run of %s for %s is already complete".formatted(job.name(), shown(job, interval)));
  }

  private static String shown(Job job, DataInterval interval) {
    return interval.logicalDate().atZone(job.timezone()).toOffsetDateTime().toString();
  }

  private int all(
      Job job,
      List<DataInterval> intervals,
      JobParams params,
      JobLaunchOptions options,
      Site site) {
    int atOnce = options.maxActiveRuns() == null ? job.maxActiveRuns() : options.maxActiveRuns();
    int lanes = Math.min(atOnce, intervals.size());
    int nested =
        (int) job.tasks().stream().filter(t -> t.work() instanceof TaskWork.RunJob).count();
    Integer asked = command.options().threads();
    int threads = asked == null ? this.site.output().threads() : asked;
    site.connection().reserve((threads + 2) * lanes * (1 + nested));
    if (lanes == 1) {
      int worst = ExitCode.OK;
      for (DataInterval interval : intervals) {
        if (!site.stop().stopped()) {
          worst = Math.max(worst, one(job, interval, params, options, atOnce, "", site));
        }
      }
      return site.stop().stopped() ? ExitCode.FAILED : worst;
    }
    AtomicInteger worst = new AtomicInteger(ExitCode.OK);
    ExecutorService runs = Executors.newFixedThreadPool(lanes);
    try {
      List<? extends Future<?>> all =
          intervals.stream()
              .map(
                  interval ->
                      runs.submit(
                          () -> {
                            if (!site.stop().stopped()) {
                              String prefix = "[" + shown(job, interval) + "] ";
                              int code = one(job, interval, params, options, atOnce, prefix, site);
                              worst.accumulateAndGet(code, Math::max);
                            }
                          }))
              .toList();
      for (Future<?> one : all) {
        one.get();
      }
      return site.stop().stopped() ? ExitCode.FAILED : worst.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      site.stop().stop();
      return ExitCode.FAILED;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } finally {
      runs.shutdown();
    }
  }

  private int one(
      Job job,
      DataInterval interval,
      JobParams params,
      JobLaunchOptions options,
      int atOnce,
      String prefix,
      Site site) {
    JobRunId id = id(job, interval.logicalDate(), params);
    try (JobRun run =
        site.house().take(id, atOnce, options.patience(), new WaitingConsole(console))) {
      KnownJobRun now = site.house().known(id).orElse(null);
      if (now != null && now.complete()) {
        sayComplete(job, interval);
        return ExitCode.OK;
      }
      if (now != null && now.abandoned()) {
        console.info(
            "The run of %s for %s was abandoned; it is not continued"
                .formatted(job.name(), shown(job, interval)));
        return ExitCode.FAILED;
      }
      return launch(job, interval, params, options, prefix, site, id, run);
    } catch (RunLockedException e) {
      return locked(e, options);
    }
  }

  private int launch(
      Job job,
      DataInterval interval,
      JobParams params,
      JobLaunchOptions options,
      String prefix,
      Site site,
      JobRunId id,
      JobRun run) {
    EarlierLaunch earlier = run.lastLaunch().orElse(null);
    String runType = runType(job, options, earlier);
    JobParams all =
        earlier == null ? params : params.keeping(earlier.arguments(), options.params());
    JobPlanner.Planned planned =
        planner.plan(
            job,
            id,
            interval,
            all,
            runType,
            earlier,
            JobHouse.known(site.house().target(), this.site.jobName(), job.name()),
            site.connection(),
            new Programs(interval, site));
    RunPlan nodes = planned.nodes();
    Run what = new Run(job, interval, prefix);
    console.info(
        "%sJob %s for %s to %s%s"
            .formatted(
                prefix,
                job.name(),
                shown(job, interval),
                interval.end().atZone(job.timezone()).toOffsetDateTime(),
                earlier == null ? "" : ": continues run " + earlier.executionId()));
    JobConsole tasks = new JobConsole(console, failures(), prefix);
    try (RunConsole listener =
        new RunConsole(
            console,
            briefing(nodes, what),
            failures(),
            node -> nodes.compiled().places(node),
            command.surroundings().clock())) {
      CollectedResults results = new CollectedResults(listener);
      JobResult result = run.launch(planned.plan(), runType, site.stop(), results, tasks);
      RunResult ofNodes =
          new RunResult(
              result.executionId(),
              result.startedAt(),
              result.endedAt(),
              results.nodes(),
              results.hooks(),
              result.stopped());
      if (!nodes.nodes().isEmpty()) {
        listener.runFinished(ofNodes);
        new RunArtifacts(nodes, command, invokedAt).write(ofNodes, "run");
      }
      tell(what, result, tasks);
      return result.complete() ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  /** What is told of a run. */
  private record Run(Job job, DataInterval interval, String prefix) {}

  private void tell(Run what, JobResult result, JobConsole tasks) {
    String state = result.complete() ? "success" : result.stopped() ? "stopped" : "failed";
    String counted = tasks.counted();
    console.info(
        "%sRun %d of %s for %s: %s%s"
            .formatted(
                what.prefix(),
                result.executionId(),
                what.job().name(),
                shown(what.job(), what.interval()),
                state,
                counted.isEmpty() ? "" : " (tasks: " + counted + ")"));
    if (!result.complete()) {
      console.info(what.prefix() + "Continue with: " + continueWith(what));
    }
  }

  private String continueWith(Run what) {
    return "%s run --job %s --date %s"
        .formatted(
            Program.name(command.surroundings()),
            what.job().name(),
            shown(what.job(), what.interval()));
  }

  private static String runType(
      Job job, JobLaunchOptions options, @Nullable EarlierLaunch earlier) {
    if (earlier != null && !earlier.runType().isEmpty()) {
      return earlier.runType();
    }
    String asked = options.runType();
    return asked == null ? job.schedule() == null ? "manual" : "scheduled" : asked;
  }

  private RunBriefing briefing(RunPlan plan, Run what) {
    return new RunBriefing(
        new FoundNodes(plan.project().manifest()).text(),
        plan.project().output().name(),
        plan.hooks(),
        continueWith(what),
        Program.name(command.surroundings()) + " show --select",
        node -> plan.files().display(CompiledSql.path(node)));
  }

  private FailureText failures() {
    FailureText failures = command.failures();
    return site.output() instanceof EmbeddedOutput ? failures.onOwnServer() : failures;
  }

  /** Somebody else is at it: nothing is wrong, but nothing is done either. */
  private int locked(RunLockedException e, JobLaunchOptions options) {
    console.info(
        "Not launched: "
            + e.getMessage()
            + (options.skipIfRunning() ? "" : ". To wait: --lock-timeout SECONDS"));
    return options.skipIfRunning() ? ExitCode.OK : ExitCode.FAILED;
  }

  /** What tasks do beyond their own run. */
  private final class Programs implements JobPlanner.Connected {

    private final DataInterval interval;
    private final Site site;

    Programs(DataInterval interval, Site site) {
      this.interval = interval;
      this.site = site;
    }

    @Override
    public TaskProgram freshness(LoadedProject project, TaskWork.Freshness work) {
      return new FreshnessProgram(
          project, work, RunScope.of(command, null, null), console, command.surroundings().clock());
    }

    @Override
    public TaskProgram job(LoadedProject project, TaskWork.RunJob work) {
      return attempt -> nested(project, work, attempt);
    }

    private TaskAnswer nested(LoadedProject project, TaskWork.RunJob work, TaskTry attempt) {
      Job job = jobs.named(work.name());
      Map<String, String> given = new LinkedHashMap<>();
      work.params()
          .forEach((name, text) -> given.put(name, rendered(project, work.place(), text, attempt)));
      JobParams params = JobParams.of(job, given);
      JobLaunchOptions options = new JobLaunchOptions(given, null, null, Duration.ZERO, false);
      JobRunId id = id(job, interval.logicalDate(), params);
      Site here = new Site(site.connection(), site.house(), attempt.cancelled());
      try (JobRun run =
          site.house().take(id, job.maxActiveRuns(), Duration.ZERO, new WaitingConsole(console))) {
        if (site.house().known(id).filter(KnownJobRun::complete).isPresent()) {
          return new TaskAnswer.Done("it is already complete", -1);
        }
        String prefix = "[" + job.name() + "] ";
        int code = launch(job, interval, params, options, prefix, here, id, run);
        if (code != ExitCode.OK) {
          throw new TaskFailedException("The job " + job.name() + " did not succeed");
        }
        return new TaskAnswer.Done("", -1);
      } catch (RunLockedException e) {
        return new TaskAnswer.NotYet(BETWEEN_LOOKS);
      }
    }

    private String rendered(LoadedProject project, Place place, String text, TaskTry attempt) {
      return project
          .compiler()
          .knowing(attempt.names())
          .on(TemplateDatabase.none())
          .compileRunHook(project.project().name(), place, text);
    }
  }
}
