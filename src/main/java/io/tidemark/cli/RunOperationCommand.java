package io.tidemark.cli;

import io.tidemark.report.console.Console;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark run-operation}. */
@Command(
    name = "run-operation",
    header = "Call a macro.",
    description = {
      "",
      "It may ask and change the target. As in dbt, what it changes lasts only if it commits:"
          + " {%% do adapter.commit() %%}.",
      ""
    })
final class RunOperationCommand extends ProjectCommand {

  @Parameters(paramLabel = "MACRO", description = "Its name; package.name in a package.")
  String macro = "";

  @Option(
      names = "--args",
      paramLabel = "YAML",
      description = "Its arguments by name: '{amount: 2}'.")
  @Nullable String arguments;

  @Override
  int run(Console console) {
    return new MacroCall(this, macro, arguments).run(console);
  }
}
