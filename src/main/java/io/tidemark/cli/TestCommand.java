package io.tidemark.cli;

import io.tidemark.materialization.EventTimes;
import io.tidemark.report.console.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark test}. */
@Command(
    name = "test",
    header = "Run data tests and unit tests.",
    description = {
      "",
      "A data test fails where its SQL gives rows; a unit test where a model does not give, for"
          + " given rows, those that it should. A test with severity warn is only warned of.",
      "Exit code 1 if a test fails, 0 if none does.",
      ""
    })
final class TestCommand extends ProjectCommand {

  @Mixin SelectionOptions selection = new SelectionOptions();

  @Mixin ResourceTypeOptions types = new ResourceTypeOptions();

  @Option(
      names = "--store-failures",
      negatable = true,
      fallbackValue = "true",
      description =
          "Keep the failing rows of data tests that don't say otherwise, each in a table.")
  boolean storeFailures;

  @Mixin LockOptions lock = new LockOptions();

  @Override
  int run(Console console) {
    WarmUp warmUp = WarmUp.start();
    RunArguments arguments =
        new RunArguments(
            RunKind.TEST,
            NodeKinds.of(RunKind.TEST, types, storeFailures, options().warnings.policy()),
            selection.select,
            selection.exclude,
            options().vars,
            false,
            options().failFast,
            options().threads(),
            new EventTimes(null, null, surroundings().clock().instant()),
            RunScope.of(this, selection.selector, null));
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
