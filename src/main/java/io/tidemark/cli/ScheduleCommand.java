package io.tidemark.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tidemark schedule}: says what there is for schedules. */
@Command(
    name = "schedule",
    header = "What is about the schedules of jobs: export them for what launches them.",
    description = "",
    subcommands = ScheduleExportCommand.class)
final class ScheduleCommand implements Runnable {

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
