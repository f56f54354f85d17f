package io.tidemark.cli;

import io.tidemark.batch.RunLockedException;
import io.tidemark.batch.RunSession;
import io.tidemark.load.ClearedState;
import io.tidemark.load.book.RelationLock;
import io.tidemark.postgres.Session;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.report.console.Console;
import io.tidemark.transfer.book.TransferStates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tidemark clean-state}. */
@Command(
    name = "clean-state",
    header = "Throw unfinished loads away, and forget relations that no model becomes any more.",
    description = {
      "",
      "Without RELATION and --select: the relations that this project's models have left behind in"
          + " the schemas that it builds, because a model was deleted or renamed. All that the"
          + " books say of them goes: the unfinished load with its staging table, the history, the"
          + " marks.",
      "Of a relation that a model of the project becomes, only the unfinished load goes. If that"
          + " was half loaded, the rest of its rows may never come: the model's filter sees the"
          + " rows that did. Then build it anew: tidemark run --full-refresh --select MODEL",
      "The relations themselves are not touched. It tells what it would do and asks, or needs"
          + " --yes; it does nothing while a run is at work.",
      ""
    })
final class CleanStateCommand extends ProjectCommand {

  @Parameters(
      arity = "0..*",
      paramLabel = "RELATION",
      description = "Relations of the books, as tidemark state names them: marts.orders")
  List<String> relations = new ArrayList<>();

  @Mixin SelectionOptions selection = new SelectionOptions();

  @Option(
      names = {"-y", "--yes"},
      description = "Don't ask.")
  boolean yes;

  @Override
  int run(Console console) {
    LoadedProject project = load(console);
    try (TargetConnection connection = connect(project, console);
        Session session = connection.target().session()) {
      StateToClear toClear = choose(project, connection, session, console);
      toClear.describe(Program.name(surroundings())).forEach(console::info);
      Agreement agreement = new Agreement(yes, "Clear this?", "Nothing was cleared");
      if (!toClear.relations().isEmpty() && agreement.given(surroundings(), console)) {
        clear(toClear, project, connection, session, console);
        console.info("Cleared: " + String.join(", ", toClear.names()));
      }
    }
    return ExitCode.OK;
  }

  private StateToClear choose(
      LoadedProject project, TargetConnection connection, Session session, Console console) {
    return StateToClear.choose(
        StateCommand.booked(project, connection, session), project, relations, selection, console);
  }

  /** All or nothing, while nobody runs the project and nobody loads one of the relations. */
  private void clear(
      StateToClear agreed,
      LoadedProject project,
      TargetConnection connection,
      Session session,
      Console console) {
    var target = connection.target();
    List<BookedRelation> chosen = agreed.relations();
    List<RelationLock> locks = new ArrayList<>();
    try (RunSession alone =
        RunSession.open(
            target,
            project.site().jobName(),
            null,
            Duration.ZERO,
            new WaitingConsole(console),
            surroundings().clock())) {
      ClearedState cleared = new ClearedState(session, target.statements(), target.schema());
      TransferStates transfers =
          new TransferStates(
              session, target.statements(), target.schema(), project.output().database());
      chosen.forEach(one -> locks.add(lock(one, project, connection, session)));
      String program = Program.name(surroundings());
      // Nobody held the locks while it was told and asked for.
      if (!choose(project, connection, session, console)
          .describe(program)
          .equals(agreed.describe(program))) {
        throw new ProjectException(
            Problem.of("The books have changed since you were told what there is to clear")
                .found("Nothing was cleared.")
                .next("Look again: " + program + " clean-state"));
      }
      session.inTransaction(
          () -> {
            for (BookedRelation one : chosen) {
              var relation = one.relation(project.output().database());
              if (one.transfer() != null || !one.owned()) {
                transfers.forget(relation);
              }
              if (one.owned()) {
                cleared.discardLoad(relation);
              } else {
                cleared.forget(relation);
              }
            }
            return chosen;
          });
    } catch (RunLockedException e) {
      throw Runner.locked(e);
    } finally {
      locks.forEach(RelationLock::close);
    }
  }

  private static RelationLock lock(
      BookedRelation one, LoadedProject project, TargetConnection connection, Session session) {
    return RelationLock.tryTake(
            session, connection.target().statements(), one.relation(project.output().database()))
        .orElseThrow(
            () ->
                new ProjectException(
                    Problem.of(one.display() + " is being loaded at this moment")
                        .found("Nothing was cleared.")
                        .next("Wait until that is done.")));
  }
}
