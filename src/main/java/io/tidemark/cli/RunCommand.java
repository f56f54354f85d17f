package io.tidemark.cli;

import io.tidemark.report.console.Console;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark run}. */
@Command(
    name = "run",
    header = "Run the project's models, in their order.",
    description = {
      "",
      "Each model becomes a view, a table, or (incremental) is loaded in committed chunks. A model"
          + " whose upstream fails is skipped; all others are still run.",
      "What a killed or failed run has left of an increment is finished first, before a new one is"
          + " computed.",
      ""
    })
final class RunCommand extends ProjectCommand {

  @Mixin SelectionOptions selection = new SelectionOptions();

  @Option(
      names = {"-f", "--full-refresh"},
      description = "Build incremental models anew; an unfinished increment is discarded.")
  boolean fullRefresh;

  @Mixin RowOptions rows = new RowOptions();

  @Mixin EventTimeOptions eventTimes = new EventTimeOptions();

  @Mixin LockOptions lock = new LockOptions();

  @Override
  int run(Console console) {
    RunArguments arguments =
        new RunArguments(
            RunKind.RUN,
            NodeKinds.of(RunKind.RUN),
            selection.select,
            selection.exclude,
            options().vars,
            fullRefresh,
            options().failFast,
            options().threads(),
            eventTimes.checked(surroundings().clock().instant()),
            RunScope.of(this, selection.selector, rows));
    Map<String, @Nullable Object> vars = VarsOption.parse(arguments.vars());
    LoadedProject project = load(console, vars, fullRefresh, arguments.threads());
    return new Runner(this, console).run(RunPlan.of(project, arguments, console), lock.patience());
  }
}
