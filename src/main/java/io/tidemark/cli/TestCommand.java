package io.tidemark.cli;

import io.tidemark.report.console.Console;
import picocli.CommandLine.Command;

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
final class TestCommand extends TestingCommand {

  @Override
  int run(Console console) {
    WarmUp warmUp = WarmUp.start();
    return run(arguments(RunKind.TEST, false, untilNow(), null), console, warmUp);
  }
}
