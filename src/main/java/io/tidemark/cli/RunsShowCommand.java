package io.tidemark.cli;

import io.tidemark.batch.history.RunRow;
import io.tidemark.batch.history.StepRow;
import io.tidemark.report.console.Console;
import io.tidemark.report.history.GanttChart;
import io.tidemark.report.history.RunText;
import io.tidemark.report.history.RunsJson;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark runs show}. */
@Command(
    name = "show",
    header = "Show a run: its launches, and each step with state, tries, rows, seconds and error.",
    description = "")
final class RunsShowCommand extends RepositoryCommand {

  @Parameters(paramLabel = "ID", description = "A run's number, or its invocation's id.")
  String id = "";

  @Option(names = "--gantt", description = "Draw when each step of the last launch was at work.")
  boolean gantt;

  @Option(
      names = "--output",
      paramLabel = "FORM",
      description = {
        "text (default) or json: the fields of tidemark runs, and steps: an array of objects with"
            + " the fields step, state, marked, tries, rows, started_at, ended_at, seconds, launch"
            + " and message."
      })
  Form output = Form.text;

  @Override
  boolean printsDocument() {
    return output == Form.json;
  }

  @Override
  int run(Books books, Console console) {
    RunRow run = books.run(id);
    List<StepRow> steps = books.history().steps(run);
    Instant now = surroundings().clock().instant();
    if (output == Form.json) {
      console.document(new RunsJson(now).of(run, steps));
      return ExitCode.OK;
    }
    RunText text = new RunText(now, surroundings().clock().getZone());
    console.print(String.join("\n", text.head(run)) + "\n");
    if (gantt) {
      console.print(new GanttChart(now, width()).of(run.last(), steps));
      return ExitCode.OK;
    }
    console.print(steps.isEmpty() ? "No step was begun." : fitted(text.steps(steps)));
    List<String> errors = text.errors(steps);
    if (!errors.isEmpty()) {
      console.print("\n" + String.join("\n", errors));
    }
    return ExitCode.OK;
  }
}
