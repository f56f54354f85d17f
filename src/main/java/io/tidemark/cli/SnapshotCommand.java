package io.tidemark.cli;

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
final class SnapshotCommand extends NodesCommand {

  @Mixin RowOptions rows = new RowOptions();

  @Override
  int run(Console console) {
    WarmUp warmUp = WarmUp.start();
    return run(arguments(RunKind.SNAPSHOT, false, untilNow(), rows), console, warmUp);
  }
}
