package io.tidemark.cli;

import io.tidemark.batch.InsideJob;
import io.tidemark.batch.PreviousRun;
import io.tidemark.batch.Run;
import io.tidemark.batch.RunBrokenException;
import io.tidemark.batch.RunListener;
import io.tidemark.batch.RunLockedException;
import io.tidemark.batch.RunResult;
import io.tidemark.batch.RunSession;
import io.tidemark.batch.RunTarget;
import io.tidemark.batch.SteadyClock;
import io.tidemark.batch.StopSignal;
import io.tidemark.postgres.RunningStatements;
import io.tidemark.postgres.StatementException;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.profile.EmbeddedOutput;
import io.tidemark.report.artifact.EndNames;
import io.tidemark.report.console.Console;
import io.tidemark.report.failure.FailureText;
import io.tidemark.report.failure.SqlPlace;
import io.tidemark.report.run.RunBriefing;
import io.tidemark.report.run.RunConsole;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** Takes a run from its plan to the exit code. */
final class Runner {

  /** No exit code: who has the lock has found nothing to run. */
  private static final int NOTHING_RUN = -1;

  private final ProjectCommand command;
  private final Console console;
  private final WarmUp warmUp;
  private final Instant invokedAt;

  Runner(ProjectCommand command, Console console, WarmUp warmUp) {
    this.command = command;
    this.console = console;
    this.warmUp = warmUp;
    this.invokedAt = command.surroundings().clock().instant();
  }

  /** Runs what was planned. */
  int run(RunPlan plan, Duration patience) {
    if (plan.nodes().isEmpty()) {
      String noun = plan.arguments().kind().noun();
      return nothing(
          plan,
          noun.equals("model")
              ? "Nothing to do: no model is selected that becomes a relation"
              : "Nothing to do: no " + noun + " is selected");
    }
    warmUp.await();
    // What is wrong with a connection is told before anything is made in the target.
    databases(plan, new RunningStatements()).close();
    return inSession(
        plan.project().site(),
        patience,
        (connection, session, stop) -> {
          UnfinishedElsewhere.tell(plan, connection, console);
          UnloadedSources.tell(plan, connection, Program.name(command.surroundings()), console);
          return execute(
              connection.target(),
              plan.reading(connection),
              plan.arguments().kind().dbtName(),
              (run, listener) -> session.start(run, stop, listener));
        });
  }

  /** Says that there is nothing to do; as in dbt, that has artifacts too. */
  int nothing(RunPlan plan, String text) {
    console.warn("NothingToDo", "Q035", text);
    Instant now = command.surroundings().clock().instant();
    new RunArtifacts(plan, command, invokedAt)
        .write(
            new RunResult(0, now, now, List.of(), List.of(), false),
            plan.arguments().kind().dbtName());
    return ExitCode.OK;
  }

  /**
   * Continues a run.
   *
   * @param choice finds the run to continue
   * @param planner makes the plan again from what the run was started with
   */
  int restart(
      RunSite site,
      RestartChoice choice,
      Function<RunArguments, RunPlan> planner,
      Duration patience) {
    warmUp.await();
    return inSession(
        site,
        patience,
        (connection, session, stop) -> {
          Optional<PreviousRun> previous = choice.in(session);
          if (previous.isEmpty()) {
            console.info(
                session.lastRun().isEmpty()
                    ? "Nothing to restart: this project has not been run on this target yet"
                    : "Nothing to restart: the last run of this project is complete");
            return ExitCode.OK;
          }
          return continued(connection, session, stop, previous.get(), planner);
        });
  }

  /**
   * What {@code retry} does of which the run's lock is held.
   *
   * @param choice finds the run of the job repository that is continued; empty for a new one
   * @param planner makes the plan of a run that is continued
   * @param anew makes the plan of a new run; empty where it is none
   * @return the exit code; empty where nothing was run
   */
  OptionalInt retry(
      RunSite site,
      Function<RunSession, Optional<PreviousRun>> choice,
      BiFunction<PreviousRun, RunArguments, RunPlan> planner,
      Supplier<Optional<RunPlan>> anew,
      Duration patience) {
    warmUp.await();
    int code =
        inSession(
            site,
            patience,
            (connection, session, stop) -> {
              Optional<PreviousRun> previous = choice.apply(session);
              if (previous.isPresent()) {
                PreviousRun chosen = previous.get();
                return continued(
                    connection, session, stop, chosen, kept -> planner.apply(chosen, kept));
              }
              RunPlan plan = anew.get().orElse(null);
              if (plan == null) {
                return NOTHING_RUN;
              }
              connection.reserve(plan.project().output().threads());
              return execute(
                  connection.target(),
                  plan.reading(connection),
                  plan.arguments().kind().dbtName(),
                  (run, listener) -> session.start(run, stop, listener));
            });
    return code == NOTHING_RUN ? OptionalInt.empty() : OptionalInt.of(code);
  }

  private int continued(
      TargetConnection connection,
      RunSession session,
      StopSignal stop,
      PreviousRun previous,
      Function<RunArguments, RunPlan> planner) {
    RunPlan plan = planner.apply(RunArguments.of(arguments(previous), invokedAt));
    if (plan.nodes().isEmpty()) {
      throw nothingLeft(previous, plan.arguments());
    }
    sayGone(session.gone(run(plan), previous), previous);
    // It has the threads of the run that it continues, which are known only now.
    connection.reserve(plan.project().output().threads());
    return execute(
        connection.target(),
        plan.reading(connection),
        plan.arguments().kind().dbtName(),
        (run, listener) -> session.restart(run, previous, stop, listener));
  }

  /** As in dbt, variables that are given now take the place of the run's. */
  private Map<String, String> arguments(PreviousRun previous) {
    Map<String, String> arguments = new HashMap<>(previous.arguments());
    String vars = command.options().vars;
    if (vars != null) {
      arguments.put("vars", vars);
    }
    return arguments;
  }

  /** What is left of a run may not be in the project any more, and then it can't be done. */
  private void sayGone(RunSession.Gone gone, PreviousRun previous) {
    if (gone.names().isEmpty()) {
      return;
    }
    String names = String.join(", ", gone.names());
    if (!gone.nothingElse()) {
      console.warn("Not in the project or not selected any more, and so not continued: " + names);
      return;
    }
    throw new ProjectException(
        Problem.of("Nothing of run " + previous.executionId() + " is left to be continued")
            .found(
                "What it had not completed is not in the project or not selected any more: "
                    + names)
            .next("Start a new one: " + Program.name(command.surroundings()) + " run"));
  }

  /** What is done while the run's lock is held. */
  private interface InSession {
    int work(TargetConnection connection, RunSession session, StopSignal stop);
  }

  /** Starts or restarts a run. */
  private interface Launch {
    RunResult of(Run run, RunListener listener);
  }

  private int inSession(RunSite site, Duration patience, InSession work) {
    RunningStatements running = new RunningStatements();
    StopSignal stop = new StopSignal(running);
    try (StopOnSignal signal = StopOnSignal.listen(stop);
        TargetConnection connection =
            TargetConnection.open(site.output(), site.root(), running, console::info);
        RunSession session =
            RunSession.open(
                connection.target(),
                site.jobName(),
                InsideJob.in(command.surroundings().environment()).orElse(null),
                patience,
                new WaitingConsole(console),
                command.surroundings().clock())) {
      return work.work(connection, session, stop);
    } catch (RunLockedException e) {
      throw locked(e);
    } catch (StatementException e) {
      if (!stop.stopped()) {
        throw e;
      }
      console.info("Stopped before the first node began");
      return ExitCode.FAILED;
    }
  }

  /** Another run holds the lock. */
  static ProjectException locked(RunLockedException e) {
    return new ProjectException(
        Problem.of("Another run works on this project and target")
            .found(String.valueOf(e.getMessage()))
            .next("Wait until it is done, or let this one wait: --lock-timeout SECONDS"));
  }

  /**
   * What it selected is asked for again, and may be less: state: compares with what is there now.
   */
  private ProjectException nothingLeft(PreviousRun previous, RunArguments arguments) {
    return new ProjectException(
        Problem.of("Nothing of run " + previous.executionId() + " is left to be continued")
            .found(
                arguments.select().isEmpty()
                    ? "None of the nodes that it was started for is in the project any more."
                    : "What it selected (%s) is now none of the project's nodes."
                        .formatted(String.join(" ", arguments.select())))
            .next("Start a new one: " + Program.name(command.surroundings()) + " run"));
  }

  /**
   * Runs it, tells how it went, and writes the artifacts: last, so that what happened in the
   * database is told even where the disk is full.
   *
   * @param which the command by dbt's name
   */
  private int execute(RunTarget target, RunPlan plan, String which, Launch launch) {
    Run whole = run(plan);
    RunArtifacts artifacts = new RunArtifacts(plan, command, invokedAt);
    try (SourceDatabases databases = databases(plan, target.running());
        KeptLog log =
            new KeptLog(target, console, command.invocationId(), command.surroundings().clock());
        RunConsole listener =
            new RunConsole(
                log.console(),
                briefing(plan, whole),
                failures(plan),
                node -> plan.compiled().places(node),
                SteadyClock.since(command.surroundings().clock()))) {
      Run run = whole.loadingFrom(databases);
      try {
        RunResult result = launched(launch, run, plan, listener);
        listener.runFinished(result);
        artifacts.write(result, which);
        if (result.hookTemplateFailed()) {
          return ExitCode.WRONG;
        }
        return result.successful() ? ExitCode.OK : ExitCode.FAILED;
      } catch (RunBrokenException broken) {
        listener.runFinished(broken.result());
        artifacts.write(broken.result(), which);
        throw broken;
      }
    }
  }

  private Run run(RunPlan plan) {
    return run(plan, command, invokedAt, failures(plan));
  }

  /** A plan's run, whose hooks at the end know how its nodes ended. */
  static Run run(RunPlan plan, ProjectCommand command, Instant invokedAt, FailureText failures) {
    EndNames names =
        new EndNames(
            plan.project().manifest(),
            plan.project().compiler().descriptions(),
            command.facts(invokedAt),
            failures,
            node -> plan.compiled().places(node));
    return plan.run(command.invocationId(), names::of);
  }

  private SourceDatabases databases(RunPlan plan, RunningStatements running) {
    return SourceDatabases.of(plan.project(), plan.sources(), running, console::info);
  }

  private RunBriefing briefing(RunPlan plan, Run run) {
    return new RunBriefing(
            new FoundNodes(plan.project().manifest()).text(),
            plan.project().output().name(),
            run.hooks(),
            Program.name(command.surroundings()) + " restart",
            Program.name(command.surroundings()) + " show --select",
            command.options().log.printerWidth,
            node -> plan.files().display(CompiledPaths.of(node)))
        .inGroupsOf(plan.project().manifest());
  }

  private FailureText failures(RunPlan plan) {
    FailureText failures = command.failures();
    return plan.project().output() instanceof EmbeddedOutput ? failures.onOwnServer() : failures;
  }

  /** A run that can't even say how it ended: the server is gone, and the books with it. */
  private RunResult launched(Launch launch, Run run, RunPlan plan, RunListener listener) {
    FailureText failures = failures(plan);
    try {
      return launch.of(run, listener);
    } catch (RunBrokenException told) {
      throw told;
    } catch (RuntimeException e) {
      List<Problem> problems = new ArrayList<>(failures.problems(e, SqlPlace.NONE));
      problems.add(
          Problem.of("The run was cut off")
              .found("What was committed is kept; whoever comes next marks the run as failed.")
              .next("Continue with: " + Program.name(command.surroundings()) + " restart"));
      ProjectException told = new ProjectException(problems);
      told.initCause(e);
      throw told;
    }
  }
}
