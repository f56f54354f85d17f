package io.tidemark.cli;

import io.tidemark.batch.JobRunId;
import io.tidemark.batch.RunLockedException;
import io.tidemark.batch.history.RunAmendment;
import io.tidemark.batch.history.RunFilter;
import io.tidemark.batch.history.RunHistory;
import io.tidemark.batch.history.RunRow;
import io.tidemark.batch.history.StepRow;
import io.tidemark.postgres.RunningStatements;
import io.tidemark.postgres.Session;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.report.console.Console;
import io.tidemark.report.history.RunsJson;
import io.tidemark.schedule.DataInterval;
import io.tidemark.schedule.Intervals;
import io.tidemark.schedule.Job;
import io.tidemark.schedule.Jobs;
import io.tidemark.schedule.Moments;
import io.tidemark.schedule.Task;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark backfill}. */
@Command(
    name = "backfill",
    header = "Run a job for all its data intervals in a span of time.",
    description = {
      "",
      "The intervals that begin from --from to --to, both included, and that are over. Those of"
          + " which there is a run already are left alone, unless --reprocess says otherwise. It"
          + " may be repeated until it exits 0; with --reprocess failed it goes on where it"
          + " failed.",
      ""
    })
final class BackfillCommand extends ProjectCommand {

  @Parameters(paramLabel = "JOB", description = "The job.")
  String job = "";

  @Option(
      names = "--from",
      required = true,
      paramLabel = "DATE",
      description = "The first day or time at which an interval begins, in the job's time zone.")
  String from = "";

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DATE",
      description = "The last day or time at which one begins.")
  String to = "";

  @Option(
      names = "--reprocess",
      paramLabel = "WHICH",
      description =
          "Runs that are there already: none of them (default); failed: those that have not"
              + " succeeded go on; completed: those that have are run again, too. What was"
              + " abandoned or is being run is always left alone.")
  BackfillPlan.Reprocess reprocess = BackfillPlan.Reprocess.none;

  @Option(
      names = "--max-active-runs",
      paramLabel = "N",
      description = "How many intervals at once, instead of what the job says.")
  @Nullable Integer maxActiveRuns;

  @Option(names = "--backwards", description = "The last interval first.")
  boolean backwards;

  @Option(names = "--dry-run", description = "Only say what would be done with each interval.")
  boolean dryRun;

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      description = "A param of the job; may be repeated.")
  Map<String, String> params = new LinkedHashMap<>();

  @Mixin LockOptions lock = new LockOptions();

  @Option(
      names = "--output",
      paramLabel = "FORM",
      description = {
        "text (default) or json: an object with the fields job, dry_run, succeeded (null where"
            + " nothing was run) and intervals, an array of objects with the fields logical_date,"
            + " data_interval_end, action (run, continue, run_again, leave), run and state."
      })
  RepositoryCommand.Form output = RepositoryCommand.Form.text;

  @Override
  boolean printsDocument() {
    return output == RepositoryCommand.Form.json;
  }

  @Override
  int run(Console console) {
    RunSite site = loader(console).site(VarsOption.parse(options().vars));
    Jobs jobs = JobFiles.read(site.root());
    Job asked = jobs.named(job);
    JobParams given = JobParams.of(asked, params);
    check(asked);
    List<DataInterval> intervals = intervals(asked);
    BackfillPlan plan = planned(asked, given, intervals, site, console);
    if (dryRun) {
      document(asked, given, plan, site, null, console);
      if (!printsDocument()) {
        console.print(plan.table());
      }
      console.info("Nothing was run: it was a dry run (" + plan.summary() + ")");
      return ExitCode.OK;
    }
    console.info(
        "Backfill of %s: %d intervals (%s)"
            .formatted(asked.name(), intervals.size(), plan.summary()));
    if (plan.chosen().isEmpty()) {
      document(asked, given, plan, site, null, console);
      return ExitCode.OK;
    }
    int exitCode =
        new JobLaunch(this, console, site, jobs)
            .run(
                asked,
                known -> plan.chosen(),
                new JobLaunchOptions(params, "backfill", maxActiveRuns, lock.patience(), false));
    document(asked, given, plan, site, exitCode == ExitCode.OK, console);
    return exitCode;
  }

  private void document(
      Job asked,
      JobParams given,
      BackfillPlan plan,
      RunSite site,
      @Nullable Boolean succeeded,
      Console console) {
    if (!printsDocument()) {
      return;
    }
    List<RunsJson.Filled> filled =
        inBooks(
            site,
            console,
            (connection, session) -> plan.filled(runs(asked, given, site, connection, session)));
    console.document(
        new RunsJson(surroundings().clock().instant())
            .ofBackfill(asked.name(), dryRun, succeeded, filled));
  }

  private void check(Job asked) {
    if (asked.schedule() == null) {
      throw new ProjectException(
          Problem.of("The job %s has no schedule, and so no intervals".formatted(asked.name()))
              .at(asked.place())
              .next("Run it for a date: tidemark run --job %s --date DATE".formatted(job)));
    }
    if (maxActiveRuns != null && maxActiveRuns < 1) {
      throw new ProjectException(
          Problem.of("--max-active-runs must be a number from 1")
              .found("Found " + maxActiveRuns + "."));
    }
    Optional<Task> past =
        asked.tasks().stream().filter(task -> task.policy().dependsOnPast()).findFirst();
    if (backwards && past.isPresent()) {
      throw new ProjectException(
          Problem.of(
                  "The task %s waits for its interval before, so the job can't go backwards"
                      .formatted(past.get().id()))
              .at(past.get().place())
              .next("Leave --backwards out."));
    }
  }

  private List<DataInterval> intervals(Job asked) {
    Instant first = moment("--from", from, asked);
    Instant last =
        day(to)
            .map(day -> day.plusDays(1).atStartOfDay(asked.timezone()).toInstant().minusNanos(1))
            .orElseGet(() -> moment("--to", to, asked));
    if (last.isBefore(first)) {
      throw new ProjectException(
          Problem.of("--to is before --from").found("From %s to %s.".formatted(from, to)));
    }
    List<DataInterval> intervals =
        new Intervals(asked).complete(first, last, surroundings().clock().instant()).toList();
    if (intervals.isEmpty()) {
      throw new ProjectException(
          Problem.of(
                  "No interval of the job %s begins from %s to %s and is over"
                      .formatted(asked.name(), from, to))
              .at(asked.place())
              .found(bounds(asked)));
    }
    return intervals;
  }

  private static @Nullable String bounds(Job asked) {
    String start = asked.startDate() == null ? "" : "Its start_date is " + asked.startDate() + ". ";
    String end = asked.endDate() == null ? "" : "Its end_date is " + asked.endDate() + ". ";
    String both = (start + end).strip();
    return both.isEmpty() ? null : both;
  }

  private static Optional<LocalDate> day(String text) {
    return Moments.date(text);
  }

  private static Instant moment(String option, String text, Job asked) {
    return Moments.of(text, asked.timezone())
        .orElseThrow(
            () ->
                new ProjectException(
                    Problem.of("%s must be a date or a time".formatted(option))
                        .found("Found \"%s\". Allowed: %s.".formatted(text, Moments.ALLOWED))));
  }

  /** Looks at what is there, and clears what is to run again. */
  private BackfillPlan planned(
      Job asked, JobParams given, List<DataInterval> intervals, RunSite site, Console console) {
    return inBooks(
        site,
        console,
        (connection, session) -> {
          List<RunRow> runs = runs(asked, given, site, connection, session);
          BackfillPlan plan = BackfillPlan.of(asked, intervals, runs, reprocess, backwards);
          if (!dryRun) {
            plan.toClear().forEach(run -> clear(run, connection, session));
          }
          return plan;
        });
  }

  private void clear(RunRow run, TargetConnection connection, Session session) {
    try (RunAmendment amendment =
        RunAmendment.open(connection.target(), run, surroundings().clock())) {
      amendment.clear(history(connection, session).steps(run).stream().map(StepRow::kept).toList());
    } catch (RunLockedException e) {
      throw AbandonCommand.atWork(run, e);
    }
  }

  /** What is asked of the job repository. */
  private interface Asked<T> {
    T of(TargetConnection connection, Session session);
  }

  private static <T> T inBooks(RunSite site, Console console, Asked<T> asked) {
    try (TargetConnection connection =
            TargetConnection.open(
                site.output(), site.root(), new RunningStatements(), console::info);
        Session session = connection.target().session()) {
      return asked.of(connection, session);
    }
  }

  private static RunHistory history(TargetConnection connection, Session session) {
    return new RunHistory(session, connection.target().statements(), connection.target().schema());
  }

  private static List<RunRow> runs(
      Job asked, JobParams given, RunSite site, TargetConnection connection, Session session) {
    JobRunId any = new JobRunId(site.jobName(), asked.name(), Instant.EPOCH, given.identifying());
    return history(connection, session)
        .runs(new RunFilter(null, any.jobName(), null, Set.of(), Integer.MAX_VALUE))
        .stream()
        .filter(run -> sameParams(run, any))
        .toList();
  }

  private static boolean sameParams(RunRow run, JobRunId id) {
    Map<String, String> own = new LinkedHashMap<>(run.identifying());
    own.remove(JobRunId.LOGICAL_DATE);
    return own.equals(id.parameterValues());
  }
}
