package io.tidemark.cli;

import io.tidemark.materialization.EventTimes;
import io.tidemark.report.console.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
final class SeedCommand extends ProjectCommand {

  @Mixin SelectionOptions selection = new SelectionOptions();

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

  @Mixin LockOptions lock = new LockOptions();

  @Override
  int run(Console console) {
    RowOptions rows = new RowOptions();
    rows.empty = empty;
    RunArguments arguments =
        new RunArguments(
            RunKind.SEED,
            NodeKinds.of(RunKind.SEED),
            selection.select,
            selection.exclude,
            options().vars,
            fullRefresh,
            options().failFast,
            options().threads(),
            EventTimes.until(surroundings().clock().instant()),
            RunScope.of(this, selection.selector, rows));
    LoadedProject project =
        load(console, VarsOption.parse(arguments.vars()), fullRefresh, arguments.threads());
    RunPlan plan = RunPlan.of(project, arguments, console);
    int code = new Runner(this, console).run(plan, lock.patience());
    if (show) {
      new SeedPreview(this, project, console).show(plan.nodes().values());
    }
    return code;
  }
}
