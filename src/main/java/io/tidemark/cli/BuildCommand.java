package io.tidemark.cli;

import io.tidemark.report.console.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark build}. */
@Command(
    name = "build",
    header = "Build seeds, snapshots and models, and test each before anything reads it.",
    description = {
      "",
      "All in one order: unit tests come before their model, data tests right after what they test."
          + " What comes after a node or a test that has failed is skipped; a test that only warns"
          + " skips nothing.",
      ""
    })
final class BuildCommand extends TestingCommand {

  @Mixin RowOptions rows = new RowOptions();

  @Option(
      names = {"-f", "--full-refresh"},
      description =
          "Build incremental models and seeds anew; an unfinished increment is discarded.")
  boolean fullRefresh;

  @Option(names = "--show", hidden = true, description = "Accepted for dbt's sake.")
  boolean show;

  @Mixin EventTimeOptions eventTimes = new EventTimeOptions();

  @Override
  int run(Console console) {
    WarmUp warmUp = WarmUp.start();
    return run(
        arguments(
            RunKind.BUILD, fullRefresh, eventTimes.checked(surroundings().clock().instant()), rows),
        console,
        warmUp);
  }
}
