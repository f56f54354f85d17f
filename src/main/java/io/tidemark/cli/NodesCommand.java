package io.tidemark.cli;

import io.tidemark.materialization.EventTimes;
import io.tidemark.report.console.Console;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/** A command that runs nodes of the project: those that selectors name, under the run's lock. */
abstract class NodesCommand extends ProjectCommand {

  @Mixin SelectionOptions selection = new SelectionOptions();

  @Mixin LockOptions lock = new LockOptions();

  /**
   * What this invocation asks for.
   *
   * @param rows which rows are read; null where the command has no such option
   */
  final RunArguments arguments(
      RunKind kind, boolean fullRefresh, EventTimes eventTimes, @Nullable RowOptions rows) {
    return new RunArguments(
        kind,
        kinds(kind),
        selection.select,
        selection.exclude,
        options().vars,
        fullRefresh,
        options().failFast,
        options().threads(),
        eventTimes,
        RunScope.of(this, selection.selector, rows));
  }

  /** No batches are asked for. */
  final EventTimes untilNow() {
    return EventTimes.until(surroundings().clock().instant());
  }

  /** The kinds of nodes that the command is about. */
  NodeKinds kinds(RunKind kind) {
    return NodeKinds.of(kind);
  }

  /** What templates find in {@code flags} because of the command's own options. */
  Map<String, @Nullable Object> ownFlags(NodeKinds kinds) {
    return Map.of();
  }

  /** Reads the project as the arguments have it. */
  final LoadedProject read(RunArguments arguments, Console console) {
    return load(
        console,
        VarsOption.parse(arguments.vars()),
        arguments.fullRefresh(),
        arguments.threads(),
        ownFlags(arguments.kinds()));
  }

  /** Reads the project, runs what is asked for and gives the exit code. */
  final int run(RunArguments arguments, Console console, WarmUp warmUp) {
    LoadedProject project = read(arguments, console);
    return new Runner(this, console, warmUp)
        .run(RunPlan.of(project, arguments, console), lock.patience());
  }
}
