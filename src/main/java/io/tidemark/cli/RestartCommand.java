package io.tidemark.cli;

import io.tidemark.report.console.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tidemark restart}. */
@Command(
    name = "restart",
    header = "Continue the last run that failed, was stopped or was killed.",
    description = {
      "",
      "With the same selection, variables and flags; --vars, if given, takes the place of the run's"
          + " variables. Models that were completed are not run again; a"
          + " half-loaded one goes on from its last committed chunk; skipped ones are run.",
      "It goes by the job repository; retry, dbt's command, by target/run_results.json.",
      ""
    })
final class RestartCommand extends ProjectCommand {

  @Mixin ContinuedRunOptions wanted = new ContinuedRunOptions();

  @Override
  int run(Console console) {
    WarmUp warmUp = WarmUp.start();
    return new Runner(this, console, warmUp)
        .restart(
            loader(console).site(VarsOption.parse(options().vars)),
            new RestartChoice(wanted.id),
            arguments -> plan(arguments, console),
            wanted.lock.patience());
  }

  /** The project is read only here: without the run's variables it may be none. */
  private RunPlan plan(RunArguments arguments, Console console) {
    LoadedProject project =
        load(
            console,
            VarsOption.parse(arguments.vars()),
            arguments.fullRefresh() || wanted.fullRefresh,
            options().threads() == null ? arguments.threads() : options().threads(),
            arguments.kinds().flags());
    return RunPlan.of(project, arguments, console);
  }
}
