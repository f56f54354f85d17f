package io.tidemark.cli;

import io.tidemark.batch.RunNumbers;
import io.tidemark.load.book.Bookkeeping;
import io.tidemark.load.book.LoadStates;
import io.tidemark.load.book.RelationState;
import io.tidemark.load.microbatch.Microbatches;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlFailure;
import io.tidemark.postgres.SqlFailureKind;
import io.tidemark.postgres.StatementException;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.profile.Output;
import io.tidemark.project.profile.PostgresOutput;
import io.tidemark.report.console.Console;
import io.tidemark.transfer.book.TransferStates;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tidemark state}. */
@Command(
    name = "state",
    header = "Tell of every loaded table: last success, rows, high-water marks, unfinished loads.",
    description = {
      "",
      "Below the table: who left an unfinished load, when and how far it came; relations whose"
          + " model or source is gone; and filters that let no row pass, because they compare with"
          + " a NULL.",
      "An unfinished load is completed by the next run of its model or source, or by tidemark"
          + " restart. One whose model is gone stays until tidemark clean-state throws it away.",
      "Without --select, everything in the database's books is told, other projects' relations too."
          + " The exit code is 0 whatever is found.",
      ""
    })
final class StateCommand extends ProjectCommand {

  @Mixin SelectionOptions selection = new SelectionOptions();

  @Option(
      names = "--output",
      paramLabel = "FORM",
      description = {
        "text (default) or json: an array of objects with the fields schema, name, unique_id, owner"
            + " (model, source, disabled, gone, moved, other_project), in_project, last_success,"
            + " last_rows, high_water_marks, unfinished_load and blocked_filter."
      })
  Form output = Form.text;

  /** How the state is printed. */
  enum Form {
    /** As a table. */
    text,
    /** As an array of objects. */
    json
  }

  @Override
  boolean printsDocument() {
    return output == Form.json;
  }

  @Override
  int run(Console console) {
    LoadedProject project = load(console);
    try (TargetConnection connection = connect(project, console);
        Session session = connection.target().session()) {
      List<BookedRelation> relations = selected(project, connection, session, console);
      StateOfBatches batches =
          new StateOfBatches(
              new Microbatches(connection.target().statements(), connection.target().schema())
                  .unfinished(session));
      Map<String, Long> numbers = numbers(relations, connection, session);
      if (output == Form.json) {
        console.document(StateJson.of(relations, batches, numbers));
      } else {
        console.print(
            new StateText(Program.name(surroundings()), numbers).of(relations) + batches.text());
      }
    } catch (StatementException e) {
      throw SqlFailure.of(e.failure()).kind() == SqlFailureKind.INSUFFICIENT_PRIVILEGE
          ? mayNotRead(project.output(), e)
          : e;
    }
    return ExitCode.OK;
  }

  /** The books are in a schema of their own, which belongs to who ran the project first. */
  static ProjectException mayNotRead(Output output, StatementException refused) {
    String user = output instanceof PostgresOutput postgres ? postgres.user() : "the user";
    String quoted = new Identifier(user).sql();
    ProjectException told =
        new ProjectException(
            Problem.of(user + " may not read what Tidemark keeps in this database")
                .found("PostgreSQL says: " + SqlFailure.of(refused.failure()).message())
                .next(
                    "Let its owner grant it: grant usage on schema tidemark to %1$s; grant select on all tables in schema tidemark to %1$s"
                        .formatted(quoted)));
    told.initCause(refused);
    return told;
  }

  /** The numbers of the runs that have left a load, by which restart takes them. */
  private static Map<String, Long> numbers(
      List<BookedRelation> relations, TargetConnection connection, Session session) {
    Set<String> runs = new HashSet<>();
    for (BookedRelation one : relations) {
      RelationState.Pending pending = one.state().pending();
      if (pending != null) {
        runs.add(pending.invocationId());
      }
      if (one.transfer() != null) {
        runs.add(one.transfer().invocationId());
      }
    }
    return RunNumbers.of(
        runs, session, connection.target().statements(), connection.target().schema());
  }

  private List<BookedRelation> selected(
      LoadedProject project, TargetConnection connection, Session session, Console console) {
    List<BookedRelation> all = booked(project, connection, session);
    if (selection.select.isEmpty() && selection.exclude.isEmpty()) {
      return all;
    }
    Set<String> ids =
        SelectedNodes.of(
                project,
                selection.select,
                selection.exclude,
                RunScope.of(this, selection.selector, null),
                console)
            .ids();
    return all.stream()
        .filter(one -> one.node() != null && ids.contains(one.node().uniqueId()))
        .toList();
  }

  /** What is in the books of the project's target. */
  static List<BookedRelation> booked(
      LoadedProject project, TargetConnection connection, Session session) {
    var statements = connection.target().statements();
    var schema = connection.target().schema();
    new Bookkeeping(statements, schema).ensure(session);
    String database = project.output().database();
    return BookedRelation.of(
        new LoadStates(session, statements, schema, database).all(),
        new TransferStates(session, statements, schema, database).unfinished(),
        project.manifest());
  }
}
