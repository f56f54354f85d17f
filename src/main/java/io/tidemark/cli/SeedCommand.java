package io.tidemark.cli;

import io.tidemark.report.console.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidemark seed}. */
@Command(
    name = "seed",
    header = "Load the project's seeds: each CSV file becomes a table.",
    description = {
      "",
      "The types of the columns are inferred from all rows, as dbt does it; +column_types names"
          + " others. A table that is there keeps its columns and gets the file's rows, in one"
          + " transaction.",
      ""
    })
final class SeedCommand extends NodesCommand {

  @Option(
      names = {"-f", "--full-refresh"},
      description = "Build the tables anew, with the columns that the files have now.")
  boolean fullRefresh;

  @Option(
      names = "--empty",
      negatable = true,
      fallbackValue = "true",
      description = "Make the tables with their columns, and load no rows.")
  boolean empty;

  @Option(names = "--show", description = "Show some rows of each table that was loaded.")
  boolean show;

  @Override
  int run(Console console) {
    WarmUp warmUp = WarmUp.start();
    RowOptions rows = new RowOptions();
    rows.empty = empty;
    RunArguments arguments = arguments(RunKind.SEED, fullRefresh, untilNow(), rows);
    LoadedProject project = read(arguments, console);
    RunPlan plan = RunPlan.of(project, arguments, console);
    int code = new Runner(this, console, warmUp).run(plan, lock.patience());
    if (show) {
      new SeedPreview(this, project, console).show(plan.nodes().values());
    }
    return code;
  }
}
