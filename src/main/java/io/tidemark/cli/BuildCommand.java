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
final class BuildCommand extends ProjectCommand {

  @Mixin SelectionOptions selection = new SelectionOptions();

  @Mixin RowOptions rows = new RowOptions();

  @Mixin ResourceTypeOptions types = new ResourceTypeOptions();

  @Option(
      names = {"-f", "--full-refresh"},
      description =
          "Build incremental models and seeds anew; an unfinished increment is discarded.")
  boolean fullRefresh;

  @Option(
      names = "--store-failures",
      negatable = true,
      fallbackValue = "true",
      description =
          "Keep the failing rows of data tests that don't say otherwise, each in a table.")
  boolean storeFailures;

  @Option(names = "--show", hidden = true, description = "Accepted for dbt's sake.")
  boolean show;

  @Mixin EventTimeOptions eventTimes = new EventTimeOptions();

  @Mixin LockOptions lock = new LockOptions();

  @Override
  int run(Console console) {
    WarmUp warmUp = WarmUp.start();
    RunArguments arguments =
        new RunArguments(
            RunKind.BUILD,
            NodeKinds.of(RunKind.BUILD, types, storeFailures, options().warnings.policy()),
            selection.select,
            selection.exclude,
            options().vars,
            fullRefresh,
            options().failFast,
            options().threads(),
            eventTimes.checked(surroundings().clock().instant()),
            RunScope.of(this, selection.selector, rows));
    LoadedProject project =
        load(
            console,
            VarsOption.parse(arguments.vars()),
            arguments.fullRefresh(),
            arguments.threads(),
            arguments.kinds().flags());
    return new Runner(this, console, warmUp)
        .run(RunPlan.of(project, arguments, console), lock.patience());
  }
}
