package io.tidemark.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tidemark source}: says what there is for sources. */
@Command(
    name = "source",
    header = "What is about the project's sources: freshness.",
    description = "",
    subcommands = FreshnessCommand.class)
final class SourceCommand implements Runnable {

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
