package io.tidemark.cli;

import io.tidemark.batch.StepState;
import io.tidemark.batch.history.RunHistory;
import io.tidemark.batch.history.RunRow;
import io.tidemark.postgres.RunningStatements;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlFailure;
import io.tidemark.postgres.SqlFailureKind;
import io.tidemark.postgres.StatementException;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.report.console.Console;
import io.tidemark.report.console.Terminal;
import io.tidemark.report.history.RunsJson;
import io.tidemark.report.table.DisplayWidth;
import java.util.Map;
import java.util.stream.Collectors;

/** A command about what ran, which needs the target's job repository and none of the models. */
abstract class RepositoryCommand extends ProjectCommand {

  /** How rows are printed. */
  enum Form {
    /** As a table. */
    text,
    /** As JSON. */
    json
  }

  @Override
  final int run(Console console) {
    RunSite site = loader(console).site(VarsOption.parse(options().vars));
    try (TargetConnection connection =
            TargetConnection.open(
                site.output(), site.root(), new RunningStatements(), console::info);
        Session session = connection.target().session()) {
      return run(new Books(site, connection, session), console);
    } catch (StatementException e) {
      throw SqlFailure.of(e.failure()).kind() == SqlFailureKind.INSUFFICIENT_PRIVILEGE
          ? StateCommand.mayNotRead(site.output(), e)
          : e;
    }
  }

  /** Does it and gives the exit code. */
  abstract int run(Books books, Console console);

  /**
   * The open repository.
   *
   * @param site whose runs are meant where nothing else is said
   */
  record Books(RunSite site, TargetConnection connection, Session session) {

    RunHistory history() {
      return new RunHistory(
          session, connection.target().statements(), connection.target().schema());
    }

    /**
     * The run of an id.
     *
     * @throws ProjectException if there is none
     */
    RunRow run(String id) {
      return history()
          .run(id.strip())
          .orElseThrow(
              () ->
                  new ProjectException(
                      Problem.of("There is no run " + id)
                          .found("An id is a run's number, or its invocation's id.")
                          .next("tidemark runs tells which there are.")));
    }
  }

  /** Prints what was changed by hand, where a program has asked for it. */
  void printChange(
      boolean changed, Map<String, StepState> tasks, RunRow run, Books books, Console console) {
    if (printsDocument()) {
      RunRow now = books.run(Long.toString(run.id()));
      console.document(
          new RunsJson(surroundings().clock().instant()).ofChange(changed, tasks, now));
    }
  }

  /** How many columns a line has. */
  int width() {
    return Terminal.of(false, null, surroundings().environment()).width();
  }

  /** A terminal would break what is wider; a file takes it whole. */
  String fitted(String table) {
    if (!Terminal.attached(surroundings().environment())) {
      return table;
    }
    int width = width();
    return table
        .lines()
        .map(line -> DisplayWidth.cut(line, width))
        .collect(Collectors.joining("\n"));
  }
}
