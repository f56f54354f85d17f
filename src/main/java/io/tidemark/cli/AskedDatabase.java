package io.tidemark.cli;

import io.tidemark.graph.compile.QueryComments;
import io.tidemark.postgres.Catalog;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
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
  private @Nullable Session session;

  AskedDatabase(ProjectCommand command, LoadedProject project, Console console) {
    this.command = command;
    this.project = project;
    this.console = console;
    this.database =
        TemplateDatabase.lazily(
            () -> {
              checkIntrospection();
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

  /**
   * For what a template asks in its own words.
   *
   * @throws ProjectException if {@code --no-introspect} forbids it
   */
  void checkIntrospection() {
    if (!command.options().accepted.introspect) {
      throw new ProjectException(
          Problem.of("A template asks the database, and --no-introspect forbids that")
              .next("Leave the option out, or ask only where it may: {% if execute %}."));
    }
  }

  /**
   * As in dbt, which knows all relations beforehand, {@code --no-introspect} does not forbid it.
   */
  boolean isTable(Relation relation) {
    return new Catalog(session(), new Statements()).isTable(relation);
  }

  /** A session beside that of the templates, for the engine's own questions. */
  Session session() {
    Session open = session;
    if (open == null) {
      open = connection().target().session();
      session = open;
    }
    return open;
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
      if (session != null) {
        session.close();
      }
    } finally {
      if (connection != null) {
        connection.close();
      }
    }
  }
}
