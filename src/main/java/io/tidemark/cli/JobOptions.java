package io.tidemark.cli;

import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** Which run of a job is meant. */
final class JobOptions {

  private static final List<String> SAID_BY_THE_FILE =
      List.of(
          "--select",
          "--exclude",
          "--selector",
          "--full-refresh",
          "--empty",
          "--sample",
          "--event-time-start",
          "--event-time-end");

  @Option(
      names = "--job",
      paramLabel = "NAME",
      description = {
        "Run the job of that name in jobs/: its tasks, for one data interval.",
        "May be repeated until it exits 0: what is complete is not run again."
      })
  @Nullable String job;

  @Option(
      names = "--date",
      paramLabel = "DATE",
      description = {
        "The start of the job's data interval, in its time zone: 2026-11-21, or with a time.",
        "Default: the last interval that is over, and with catchup all that are missing."
      })
  @Nullable String date;

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      description = "A param of the job; may be repeated.")
  Map<String, String> params = new LinkedHashMap<>();

  @Option(
      names = "--skip-if-running",
      description = "Exit with 0 instead of 1 if another process is running the same.")
  boolean skipIfRunning;

  /** What is said of a job's run without saying of which job. */
  void refuseAlone() {
    String option =
        date != null
            ? "--date"
            : !params.isEmpty() ? "--param" : skipIfRunning ? "--skip-if-running" : null;
    if (option != null) {
      throw new ProjectException(
          Problem.of(option + " says of which run of a job, but not of which job")
              .next("Name it: --job NAME"));
    }
  }

  /** What a job file says can't be said beside it. */
  void refuseBeside(ParseResult parsed) {
    for (String option : SAID_BY_THE_FILE) {
      if (parsed.hasMatchedOption(option)) {
        throw new ProjectException(
            Problem.of(option + " can't be given with --job")
                .found("The job file says what is run, task by task."));
      }
    }
  }
}
