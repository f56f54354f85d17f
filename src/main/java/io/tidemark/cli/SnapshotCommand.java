package io.tidemark.cli;

import io.tidemark.materialization.EventTimes;
import io.tidemark.report.console.Console;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

  @Option(
      names = {"-x", "--fail-fast"},
      description = "Start nothing new after the first failure.")
  boolean failFast;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many snapshots run at once, instead of the profile's number.")
  @Nullable Integer threads;

  @Option(
      names = "--lock-timeout",
      paramLabel = "SECONDS",
      description = "How long to wait for another run of the project on the same target.")
  int lockTimeout;

  @Override
  int run(Console console) {
    RunArguments arguments =
        new RunArguments(
            RunKind.SNAPSHOT,
            NodeKinds.of(RunKind.SNAPSHOT),
            selection.select,
            selection.exclude,
            options().vars,
            false,
            failFast,
            Threads.checked(threads),
            EventTimes.until(surroundings().clock().instant()));
    LoadedProject project =
        load(console, VarsOption.parse(arguments.vars()), false, arguments.threads());
    return new Runner(this, console)
        .run(RunPlan.of(project, arguments, console), Duration.ofSeconds(Math.max(0, lockTimeout)));
  }
}
