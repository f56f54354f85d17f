package io.tidemark.cli;

import io.tidemark.batch.JobRunId;
import io.tidemark.batch.history.RunFilter;
import io.tidemark.batch.history.RunRow;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.schedule.DataInterval;
import io.tidemark.schedule.Intervals;
import io.tidemark.schedule.Job;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which run of which job is meant. */
final class JobRunOptions {

  private static final String PARAM = "param.";
  private static final int ENOUGH = 100;

  @Parameters(index = "0", paramLabel = "JOB", description = "The job.")
  String job = "";

  @Option(
      names = "--date",
      required = true,
      paramLabel = "DATE",
      description =
          "The start of the run's data interval, in the job's time zone: 2026-11-21, or with a"
              + " time.")
  String date = "";

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      description = "Of several runs for the interval, the one with this param.")
  Map<String, String> params = new LinkedHashMap<>();

  /** The job as its file has it now. */
  Job job(RepositoryCommand.Books books) {
    return JobFiles.read(books.site().root()).named(job);
  }

  /**
   * The run.
   *
   * @throws ProjectException if there is none, or several
   */
  RunRow run(Job asked, RepositoryCommand.Books books) {
    DataInterval interval = new Intervals(asked).named(date);
    String site = books.site().jobName();
    List<RunRow> all =
        books
            .history()
            .runs(
                new RunFilter(
                    site,
                    JobRunId.jobName(site, asked.name()),
                    interval.logicalDate(),
                    Set.of(),
                    ENOUGH));
    List<RunRow> found = all.stream().filter(this::hasParams).toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    throw new ProjectException(
        found.isEmpty()
            ? Problem.of(
                    "The job %s has no run for %s".formatted(asked.name(), interval.logicalDate()))
                .found(all.isEmpty() ? null : "There are runs with: " + shown(all) + ".")
                .next("tidemark runs --job %s tells which there are.".formatted(asked.name()))
            : Problem.of(
                    "The job %s has %d runs for %s"
                        .formatted(asked.name(), found.size(), interval.logicalDate()))
                .found("They have: " + shown(found) + ".")
                .next("Say which: --param NAME=VALUE"));
  }

  private boolean hasParams(RunRow run) {
    return params.entrySet().stream()
        .allMatch(param -> param.getValue().equals(run.identifying().get(PARAM + param.getKey())));
  }

  private static String shown(List<RunRow> runs) {
    return runs.stream()
        .map(
            run ->
                run.identifying().entrySet().stream()
                    .filter(one -> one.getKey().startsWith(PARAM))
                    .map(one -> one.getKey().substring(PARAM.length()) + "=" + one.getValue())
                    .collect(Collectors.joining(" ")))
        .collect(Collectors.joining("; "));
  }
}
