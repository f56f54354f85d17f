package io.tidemark.cli;

import io.tidemark.batch.JobRunId;
import io.tidemark.batch.history.RunFilter;
import io.tidemark.batch.history.RunRow;
import io.tidemark.batch.history.RunState;
import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.report.console.Console;
import io.tidemark.report.history.RunsJson;
import io.tidemark.report.history.RunsText;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidemark runs}. */
@Command(
    name = "runs",
    header = "List what ran, the last first; show one run; delete old ones.",
    description = {
      "",
      "A run is one job for one data interval, or one command, with all its launches: what was"
          + " continued or run again after a failure is the same run. Its number is that of its"
          + " last launch; the others find it too.",
      "Times are in this machine's zone. A run that \"died\" was killed before it could say how it"
          + " ended: the next launch goes on with it.",
      "--state takes only runs that stand there: running, died, success, failed, stopped, cleared,"
          + " abandoned; several with commas.",
      ""
    },
    subcommands = {RunsShowCommand.class, RunsPruneCommand.class})
final class RunsCommand extends RepositoryCommand {

  private static final int MOST = 1_000_000;

  @Option(names = "--job", paramLabel = "JOB", description = "Only the runs of this job.")
  @Nullable String job;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many at most. Default: ${DEFAULT-VALUE}.")
  int limit = 20;

  @Option(
      names = "--all",
      description = "Those of other projects and schemas of the database, too.")
  boolean all;

  @Option(
      names = "--output",
      paramLabel = "FORM",
      description = {
        "text (default) or json: an array of objects with the fields run, project, job, command,"
            + " run_id, invocation_id, logical_date, data_interval_end, state, started_at, seconds,"
            + " step_counts, launches and message."
      })
  Form output = Form.text;

  @Override
  boolean printsDocument() {
    return output == Form.json;
  }

  @Override
  int run(Books books, Console console) {
    if (limit < 1 || limit > MOST) {
      throw new ProjectException(
          Problem.of("--limit must be a number from 1 to " + MOST).found("Found " + limit + "."));
    }
    Set<RunState> asked = states();
    String site = books.site().jobName();
    List<RunRow> runs =
        books
            .history()
            .runs(
                new RunFilter(
                    all ? null : site,
                    job == null ? null : JobRunId.jobName(site, job),
                    null,
                    asked,
                    limit));
    Instant now = surroundings().clock().instant();
    if (output == Form.json) {
      console.document(new RunsJson(now).of(runs));
    } else if (runs.isEmpty()) {
      console.print("There is no such run.");
    } else {
      console.print(fitted(new RunsText(now, surroundings().clock().getZone()).of(runs, all)));
    }
    return ExitCode.OK;
  }

  private Set<RunState> states() {
    Set<RunState> asked = EnumSet.noneOf(RunState.class);
    // dbt's option of that name is every command's; here its value is no folder.
    boolean given = spec.commandLine().getParseResult().hasMatchedOption("--state");
    String words = given ? String.valueOf(options().state.state) : "";
    for (String word : words.isEmpty() ? List.<String>of() : List.of(words.split(",", -1))) {
      asked.add(
          RunState.named(word.strip().toLowerCase(Locale.ROOT))
              .orElseThrow(
                  () ->
                      new ProjectException(
                          Problem.of("There is no state \"" + word + "\"")
                              .found("Allowed: " + String.join(", ", RunState.words()) + ".")
                              .next(NearestName.question(word, RunState.words()).orElse(null)))));
    }
    return asked;
  }
}
