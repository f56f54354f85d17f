package io.tidemark.cli;

import io.tidemark.graph.QueryComments;
import io.tidemark.postgres.Statements;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.report.console.Console;
import io.tidemark.template.TemplateDatabase;
import org.jspecify.annotations.Nullable;

/** The target of a command that needs it only if a template asks: then it is connected to. */
final class AskedDatabase implements AutoCloseable {

  private final ProjectCommand command;
  private final LoadedProject project;
  private final Console console;
  private final TemplateDatabase database;
  private @Nullable TargetConnection connection;

  AskedDatabase(ProjectCommand command, LoadedProject project, Console console) {
    this.command = command;
    this.project = project;
    this.console = console;
    this.database =
        TemplateDatabase.lazily(
            () -> {
              if (!command.options().accepted.introspect) {
                throw new ProjectException(
                    Problem.of("A template asks the database, and --no-introspect forbids that")
                        .next("Leave the option out, or ask only where it may: {% if execute %}."));
              }
              return connection().target().session();
            },
            new Statements());
    asks(QueryComments.MASTER);
  }

  /** Statements go from now on with what is said of them on a connection of this name. */
  void asks(String connection) {
    database.comment(() -> project.comments().of(connection));
  }

  /** Where templates ask. */
  TemplateDatabase database() {
    return database;
  }

  /** The target, connected to now if it wasn't before. */
  TargetConnection connection() {
    TargetConnection open = connection;
    if (open == null) {
      open = command.connect(project, console);
      connection = open;
    }
    return open;
  }

  @Override
  public void close() {
    try {
      database.close();
    } finally {
      if (connection != null) {
        connection.close();
      }
    }
  }
}
