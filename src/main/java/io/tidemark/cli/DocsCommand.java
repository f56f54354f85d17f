package io.tidemark.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tidemark docs}: says what there is for documentation. */
@Command(
    name = "docs",
    header = "What is about the project's documentation: generate.",
    description = "",
    subcommands = DocsGenerateCommand.class)
final class DocsCommand implements Runnable {

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
