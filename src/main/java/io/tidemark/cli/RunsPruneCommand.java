package io.tidemark.cli;

import io.tidemark.batch.JobRepositories;
import io.tidemark.batch.RunTarget;
import io.tidemark.batch.history.RunPruning;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.report.console.Console;
import io.tidemark.report.history.RunsJson;
import io.tidemark.schedule.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidemark runs prune}. */
@Command(
    name = "prune",
    header = "Delete old runs of this project from the job repository.",
    description = {
      "",
      "Those that ended well or were abandoned. A run that could be continued stays (tidemark"
          + " abandon gives one up), and so does the last success of each job. Each run goes in a"
          + " transaction of its own.",
      ""
    })
final class RunsPruneCommand extends RepositoryCommand {

  @Option(
      names = "--older-than",
      required = true,
      paramLabel = "AGE",
      description = "How long ago a run must have ended: 90d, 36h.")
  String olderThan = "";

  @Option(names = "--dry-run", description = "Only say what would be deleted.")
  boolean dryRun;

  @Option(
      names = "--output",
      paramLabel = "FORM",
      description = {
        "text (default) or json: an object with the fields dry_run, ended_before, deleted (how many"
            + " runs) and kept (how many as old could still be continued)."
      })
  Form output = Form.text;

  @Override
  boolean printsDocument() {
    return output == Form.json;
  }

  @Override
  int run(Books books, Console console) {
    Duration age =
        Durations.of(olderThan)
            .orElseThrow(
                () ->
                    new ProjectException(
                        Problem.of("--older-than must be a duration")
                            .found(
                                "Found \"%s\". Allowed: %s."
                                    .formatted(olderThan, Durations.ALLOWED))));
    Instant before = surroundings().clock().instant().minus(age);
    RunTarget target = books.connection().target();
    if (!new JobRepositories(target.statements(), target.schema()).isThere(books.session())) {
      console.info("Nothing has been run on this target yet");
      document(before, 0, 0, console);
      return ExitCode.OK;
    }
    RunPruning pruning =
        new RunPruning(
            books.session(), target.statements(), target.schema(), books.site().jobName());
    List<Long> prunable = pruning.prunable(before);
    long deleted = dryRun ? prunable.size() : prunable.stream().filter(pruning::delete).count();
    console.info(
        "%s %s that ended before %s"
            .formatted(
                dryRun ? "Would delete" : "Deleted",
                deleted == 1 ? "1 run" : deleted + " runs",
                before));
    long kept = pruning.kept(before);
    if (kept > 0) {
      console.info(
          "%s, because somebody could still continue %s: %s runs --state failed,stopped,died"
              .formatted(
                  kept == 1 ? "1 run as old stays" : kept + " runs as old stay",
                  kept == 1 ? "it" : "them",
                  Program.name(surroundings())));
    }
    document(before, deleted, kept, console);
    return ExitCode.OK;
  }

  private void document(Instant before, long deleted, long kept, Console console) {
    if (printsDocument()) {
      console.document(
          new RunsJson(surroundings().clock().instant()).ofPruning(dryRun, before, deleted, kept));
    }
  }
}
