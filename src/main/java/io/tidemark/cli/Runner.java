package io.tidemark.cli;

import io.tidemark.batch.PreviousRun;
import io.tidemark.batch.Run;
import io.tidemark.batch.RunListener;
import io.tidemark.batch.RunLockedException;
import io.tidemark.batch.RunResult;
import io.tidemark.batch.RunSession;
import io.tidemark.batch.StopSignal;
import io.tidemark.postgres.RunningStatements;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.report.console.Console;
import io.tidemark.report.failure.SqlPlace;
import io.tidemark.report.run.RunBriefing;
import io.tidemark.report.run.RunConsole;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Takes a run from its plan to the exit code. */
final class Runner {

  private final ProjectCommand command;
  private final Console console;
  private final Instant invokedAt;

  Runner(ProjectCommand command, Console console) {
    this.command = command;
    this.console = console;
    this.invokedAt = command.surroundings().clock().instant();
  }

  /** Runs what was planned. */
  int run(RunPlan plan, Duration patience) {
    if (plan.nodes().isEmpty()) {
      console.warn("Nothing to do: no model is selected that becomes a relation");
      return ExitCode.OK;
    }
    return inSession(
        plan.project(),
        patience,
        (session, stop) -> execute(plan, (run, listener) -> session.start(run, stop, listener)));
  }

  /**
   * Continues a run.
   *
   * @param choice finds the run to continue, and says so if there is none
   * @param planner makes the plan again from what the run was started with
   */
  int restart(
      LoadedProject project,
      RestartChoice choice,
      Function<RunArguments, RunPlan> planner,
      Duration patience) {
    return inSession(
        project,
        patience,
        (session, stop) -> {
          PreviousRun previous = choice.in(session);
          if (previous == null) {
            console.info("Nothing to restart: the last run of this project is complete");
            return ExitCode.OK;
          }
          RunPlan plan = planner.apply(RunArguments.of(previous.arguments()));
          return execute(plan, (run, listener) -> session.restart(run, previous, stop, listener));
        });
  }

  /** What is done while the run's lock is held. */
  private interface InSession {
    int work(RunSession session, StopSignal stop);
  }

  /** Starts or restarts a run. */
  private interface Launch {
    RunResult of(Run run, RunListener listener);
  }

  private int inSession(LoadedProject project, Duration patience, InSession work) {
    RunningStatements running = new RunningStatements();
    StopSignal stop = new StopSignal(running);
    try (StopOnSignal signal = StopOnSignal.listen(stop);
        TargetConnection connection =
            TargetConnection.open(
                project.output(), project.project().root(), running, console::info);
        RunSession session =
            RunSession.open(
                connection.target(),
                project.jobName(),
                patience,
                new WaitingConsole(console),
                command.surroundings().clock())) {
      return work.work(session, stop);
    } catch (RunLockedException e) {
      throw new ProjectException(
          Problem.of("Another run works on this project and target")
              .found(String.valueOf(e.getMessage()))
              .next("Wait until it is done, or let this one wait: --lock-timeout SECONDS"));
    }
  }

  private int execute(RunPlan plan, Launch launch) {
    Run run = plan.run(command.invocationId());
    RunBriefing briefing =
        new RunBriefing(
            plan.project().manifest().nodes().size(),
            plan.project().manifest().sources().size(),
            plan.project().output().name(),
            run.hooks(),
            Program.name(command.surroundings()) + " restart",
            Program.name(command.surroundings()) + " show --select");
    RunResult result;
    try (RunConsole listener =
        new RunConsole(
            console,
            briefing,
            command.failures(),
            node -> plan.compiled().places(node),
            command.surroundings().clock())) {
      result = launched(launch, run, listener);
      new RunArtifacts(plan, command, invokedAt).write(result, "run");
      listener.runFinished(result);
    }
    return result.successful() ? ExitCode.OK : ExitCode.FAILED;
  }

  /** A run that can't even keep its books any more: the server is gone, or what holds them. */
  private RunResult launched(Launch launch, Run run, RunListener listener) {
    try {
      return launch.of(run, listener);
    } catch (RuntimeException e) {
      List<Problem> problems = new ArrayList<>(command.failures().problems(e, SqlPlace.NONE));
      problems.add(
          Problem.of("The run was cut off")
              .found(
                  "What was committed is kept; the run is marked as failed by whoever comes next.")
              .next("Continue with: " + Program.name(command.surroundings()) + " restart"));
      ProjectException told = new ProjectException(problems);
      told.initCause(e);
      throw told;
    }
  }
}
