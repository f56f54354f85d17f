package io.tidemark.cli;

import io.tidemark.batch.CollectedResults;
import io.tidemark.batch.KnownJobRun;
import io.tidemark.batch.RunLockedException;
import io.tidemark.batch.RunResult;
import io.tidemark.batch.SteadyClock;
import io.tidemark.job.EarlierLaunch;
import io.tidemark.job.JobHouse;
import io.tidemark.job.JobResult;
import io.tidemark.job.JobRun;
import io.tidemark.job.TaskAnswer;
import io.tidemark.job.TaskFailedException;
import io.tidemark.job.TaskProgram;
import io.tidemark.job.TaskTry;
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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plans and launches runs of jobs that this process holds, and tells how they go. Thread-safe. */
final class OneJobRun {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final ProjectCommand command;
  private final Console console;
  private final RunSite site;
  private final Jobs jobs;
  private final JobPlanner planner;
  private final Instant invokedAt;

  OneJobRun(ProjectCommand command, Console console, RunSite site, Jobs jobs) {
    this.command = command;
    this.console = console;
    this.site = site;
    this.jobs = jobs;
    this.planner = new JobPlanner(command, console, jobs);
    this.invokedAt = command.surroundings().clock().instant();
  }

  /**
   * Launches it.
   *
   * @param run is in this process's hands
   * @return the exit code
   */
  int launch(JobRunCase what, JobLaunchOptions options, JobSite here, JobRun run) {
    EarlierLaunch earlier = run.lastLaunch().orElse(null);
    String runType = runType(what.job(), options, earlier);
    JobParams params =
        earlier == null
            ? what.params()
            : what.params().keeping(earlier.arguments(), options.params());
    JobPlanner.Planned planned =
        planner.plan(
            what.job(),
            what.id(),
            what.interval(),
            params,
            runType,
            earlier,
            JobHouse.known(here.house().target(), site.jobName(), what.job().name()),
            here.connection(),
            new Connected(what.interval(), here));
    RunPlan nodes = planned.nodes();
    String continues = earlier == null ? "" : ": continues run " + earlier.executionId();
    say(what, "Job %s to %s%s".formatted(what.shown(), what.end(), continues));
    try (SourceDatabases databases = planned.databases();
        KeptLog log =
            new KeptLog(
                here.house().target(),
                console,
                command.invocationId(),
                command.surroundings().clock());
        RunConsole listener =
            new RunConsole(
                log.console(),
                briefing(nodes, what),
                failures(),
                node -> nodes.compiled().places(node),
                SteadyClock.since(command.surroundings().clock()))) {
      JobConsole tasks = new JobConsole(log.console(), failures(), what.prefix());
      CollectedResults results = new CollectedResults(listener);
      JobResult result = run.launch(planned.plan(), runType, here.stop(), results, tasks);
      log.belongsTo(result.executionId());
      if (!nodes.nodes().isEmpty()) {
        RunResult ofNodes = ofNodes(result, results);
        listener.runFinished(ofNodes);
        new RunArtifacts(nodes, command, invokedAt).write(ofNodes, "run");
      }
      tell(what, result, tasks);
      return result.complete() ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  private static RunResult ofNodes(JobResult result, CollectedResults results) {
    return new RunResult(
        result.executionId(),
        result.startedAt(),
        result.endedAt(),
        results.nodes(),
        results.hooks(),
        result.stopped());
  }

  private void tell(JobRunCase what, JobResult result, JobConsole tasks) {
    String state = result.complete() ? "success" : result.stopped() ? "stopped" : "failed";
    String counted = tasks.counted();
    String tail = counted.isEmpty() ? "" : " (tasks: " + counted + ")";
    say(what, "Run %d of %s: %s%s".formatted(result.executionId(), what.shown(), state, tail));
    if (!result.complete()) {
      say(what, "Continue with: " + what.command(Program.name(command.surroundings())));
    }
  }

  private void say(JobRunCase what, String text) {
    console.info(what.prefix() + text);
  }

  private static String runType(
      Job job, JobLaunchOptions options, @Nullable EarlierLaunch earlier) {
    if (earlier != null && !earlier.runType().isEmpty()) {
      return earlier.runType();
    }
    String asked = options.runType();
    String usual = job.schedule() == null ? "manual" : "scheduled";
    return asked == null ? usual : asked;
  }

  private RunBriefing briefing(RunPlan plan, JobRunCase what) {
    String program = Program.name(command.surroundings());
    return new RunBriefing(
            new FoundNodes(plan.project().manifest()).text(),
            plan.project().output().name(),
            ProjectHooks.of(plan.project(), plan.compiled(), soFar -> Map.of()),
            what.command(program),
            program + " show --select",
            command.options().log.printerWidth,
            node -> plan.files().display(CompiledPaths.of(node)))
        .inGroupsOf(plan.project().manifest());
  }

  private FailureText failures() {
    FailureText failures = command.failures();
    return site.output() instanceof EmbeddedOutput ? failures.onOwnServer() : failures;
  }

  /** What tasks do beyond their own run. */
  private final class Connected implements JobPlanner.Connected {

    private final DataInterval interval;
    private final JobSite here;

    Connected(DataInterval interval, JobSite here) {
      this.interval = interval;
      this.here = here;
    }

    @Override
    public TaskProgram freshness(LoadedProject project, TaskWork.Freshness work) {
      RunScope scope = RunScope.of(command, null, null);
      return new FreshnessProgram(project, work, scope, console, command.surroundings().clock());
    }

    @Override
    public TaskProgram job(LoadedProject project, TaskWork.RunJob work) {
      return attempt -> nested(project, work, attempt);
    }

    private TaskAnswer nested(LoadedProject project, TaskWork.RunJob work, TaskTry attempt) {
      Job job = jobs.named(work.name());
      Map<String, String> given = new LinkedHashMap<>();
      work.params()
          .forEach((name, text) -> given.put(name, rendered(project, work, text, attempt)));
      JobRunCase what =
          JobRunCase.of(
              job, interval, JobParams.of(job, given), site.jobName(), "[" + job.name() + "] ");
      JobLaunchOptions options = new JobLaunchOptions(given, null, null, Duration.ZERO, false);
      JobSite its = new JobSite(here.connection(), here.house(), attempt.cancelled());
      try (JobRun run =
          here.house()
              .take(what.id(), job.maxActiveRuns(), Duration.ZERO, new WaitingConsole(console))) {
        if (here.house().known(what.id()).filter(KnownJobRun::complete).isPresent()) {
          return new TaskAnswer.Done("it is already complete", -1);
        }
        if (launch(what, options, its, run) != ExitCode.OK) {
          throw new TaskFailedException("The job " + job.name() + " did not succeed");
        }
        return new TaskAnswer.Done("", -1);
      } catch (RunLockedException e) {
        // Somebody else runs it: its end is what this task waits for.
        return new TaskAnswer.NotYet(BETWEEN_LOOKS);
      }
    }

    private String rendered(
        LoadedProject project, TaskWork.RunJob work, String text, TaskTry attempt) {
      return project
          .compiler()
          .knowing(attempt.names())
          .on(TemplateDatabase.none())
          .compileJobText(work.place(), text);
    }
  }
}
