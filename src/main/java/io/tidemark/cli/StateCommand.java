package io.tidemark.cli;

import io.tidemark.load.book.Bookkeeping;
import io.tidemark.load.book.LoadStates;
import io.tidemark.load.book.RelationState;
import io.tidemark.load.microbatch.Microbatches;
import io.tidemark.postgres.Session;
import io.tidemark.report.console.Console;
import java.util.List;
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
          + " model is gone; and filters that let no row pass, because they compare with a NULL.",
      "An unfinished load is completed by the next run of its model, or by tidemark restart. One"
          + " whose model is gone stays until tidemark clean-state throws it away.",
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
            + " (model, disabled, gone, moved, other_project), in_project, last_success, last_rows,"
            + " high_water_marks, unfinished_load and blocked_filter."
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
  int run(Console console) {
    LoadedProject project = load(console);
    try (TargetConnection connection = connect(project, console);
        Session session = connection.target().session()) {
      List<BookedRelation> relations = selected(project, connection, session, console);
      StateOfBatches batches =
          new StateOfBatches(
              new Microbatches(connection.target().statements(), connection.target().schema())
                  .unfinished(session));
      console.print(
          output == Form.json
              ? StateJson.of(relations, batches)
              : new StateText(Program.name(surroundings())).of(relations) + batches.text());
    }
    return ExitCode.OK;
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
    List<RelationState> states =
        new LoadStates(session, statements, schema, project.output().database()).all();
    return BookedRelation.of(states, project.manifest());
  }
}
