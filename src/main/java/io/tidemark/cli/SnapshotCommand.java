package io.tidemark.cli;

import io.tidemark.materialization.EventTimes;
import io.tidemark.report.console.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tidemark snapshot}. */
@Command(
    name = "snapshot",
    header = "Bring the project's snapshots up to date.",
    description = {
      "",
      "A row that is new or has changed since the last run gets a new version, and its old one"
          + " ends. Each snapshot is one transaction; nothing is ever built anew.",
      ""
    })
final class SnapshotCommand extends ProjectCommand {

  @Mixin SelectionOptions selection = new SelectionOptions();

  @Mixin RowOptions rows = new RowOptions();

  @Mixin LockOptions lock = new LockOptions();

  @Override
  int run(Console console) {
    WarmUp warmUp = WarmUp.start();
    RunArguments arguments =
        new RunArguments(
            RunKind.SNAPSHOT,
            NodeKinds.of(RunKind.SNAPSHOT),
            selection.select,
            selection.exclude,
            options().vars,
            false,
            options().failFast,
            options().threads(),
            EventTimes.until(surroundings().clock().instant()),
            RunScope.of(this, selection.selector, rows));
    LoadedProject project =
        load(console, VarsOption.parse(arguments.vars()), false, arguments.threads());
    return new Runner(this, console, warmUp)
        .run(RunPlan.of(project, arguments, console), lock.patience());
  }
}
