package io.tidemark.cli;

import io.tidemark.graph.SourceNode;
import io.tidemark.materialization.SourceConnections;
import io.tidemark.postgres.ConnectionSettings;
import io.tidemark.postgres.RunningStatements;
import io.tidemark.postgres.Session;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.profile.EmbeddedOutput;
import io.tidemark.project.profile.Output;
import io.tidemark.project.profile.PostgresOutput;
import io.tidemark.project.properties.SourceConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The databases that the sources of a run are loaded from, each opened when it is first needed; an
 * embedded server is started for as long as this is open. Thread-safe.
 */
final class SourceDatabases implements SourceConnections, AutoCloseable {

  private final Map<String, Output> outputs;
  private final Path root;
  private final RunningStatements running;
  private final Consumer<String> tell;
  private final Map<String, TargetConnection> open = new HashMap<>();

  private SourceDatabases(
      Map<String, Output> outputs, Path root, RunningStatements running, Consumer<String> tell) {
    this.outputs = Map.copyOf(outputs);
    this.root = root;
    this.running = running;
    this.tell = tell;
  }

  /**
   * Renders and checks the connections that are used; connects to none.
   *
   * @param used the sources that will be asked for
   * @param running where their statements are announced, so that a stop ends them
   * @param tell is told when something takes a while
   * @throws ProjectException with all that is wrong with them
   */
  static SourceDatabases of(
      LoadedProject project,
      Collection<SourceNode> used,
      RunningStatements running,
      Consumer<String> tell) {
    Path root = project.project().root();
    Map<String, Output> outputs = new LinkedHashMap<>();
    Problems problems = new Problems();
    for (SourceNode source : used) {
      SourceConnection connection = source.source().connection();
      if (connection == null || outputs.containsKey(connection.name())) {
        continue;
      }
      try {
        Output output = project.connections().output(connection);
        outputs.put(connection.name(), output);
        checkIsThere(output, connection, project, problems);
      } catch (ProjectException e) {
        problems.add(e);
      }
    }
    problems.throwIfAny();
    used.forEach(source -> check(source, outputs, project.output(), problems));
    problems.throwIfAny();
    return new SourceDatabases(outputs, root, running, tell);
  }

  /** An embedded server that is made just now has nothing to be loaded. */
  private static void checkIsThere(
      Output output, SourceConnection connection, LoadedProject project, Problems problems) {
    if (output instanceof EmbeddedOutput embedded
        && !(project.output() instanceof EmbeddedOutput target
            && target.directory().equals(embedded.directory()))
        && !Files.exists(project.project().root().resolve(embedded.directory()))) {
      problems.add(
          Problem.of("The connection \"%s\" has no database yet".formatted(connection.name()))
              .at(connection.place())
              .found(
                  "It is an embedded server in %s, which is not there."
                      .formatted(embedded.directory()))
              .next(
                  "Make it, for example: tidemark sql --target %s 'create schema …'"
                      .formatted(connection.name())));
    }
  }

  private static void check(
      SourceNode source, Map<String, Output> outputs, Output target, Problems problems) {
    SourceConnection connection = source.source().connection();
    Output output = connection == null ? null : outputs.get(connection.name());
    if (connection == null || output == null) {
      return;
    }
    String written = source.source().database();
    if (written != null && !written.equals(output.database())) {
      problems.add(
          Problem.of(
                  "The source %s is in another database than its connection"
                      .formatted(source.source().name()))
              .at(source.source().mapping().placeOf("database"))
              .at(connection.place())
              .found(
                  "The source says \"%s\", the output %s is connected to \"%s\"."
                      .formatted(written, connection.name(), output.database()))
              .next("Remove \"database:\", or name an output whose database that is."));
    }
    // Not before a run: it is no mistake to be connected to the shop as a target, for a look.
    if (sameDatabase(output, target)
        && source.origin(target.database()).equals(source.relation())) {
      problems.add(
          Problem.of(source.display() + " would be copied onto itself")
              .at(source.table().place())
              .at(connection.place())
              .found(
                  "Its connection is the target's database, and %s is the schema of both."
                      .formatted(source.relation().schema()))
              .next("Remove \"connection:\", or name another schema: load: {into: …}"));
    }
  }

  /** As far as it can be told without connecting. */
  private static boolean sameDatabase(Output one, Output other) {
    if (!one.database().equals(other.database())) {
      return false;
    }
    if (one instanceof EmbeddedOutput embedded && other instanceof EmbeddedOutput second) {
      return embedded.directory().equals(second.directory());
    }
    if (one instanceof PostgresOutput postgres && other instanceof PostgresOutput second) {
      return postgres.host().equals(second.host()) && postgres.port() == second.port();
    }
    return false;
  }

  @Override
  public SourceDatabase of(SourceNode source) {
    return of(source, running);
  }

  @Override
  public SourceConnections announcing(RunningStatements other) {
    return source -> of(source, other);
  }

  private SourceDatabase of(SourceNode source, RunningStatements announced) {
    SourceConnection connection = source.source().connection();
    Output output = connection == null ? null : outputs.get(connection.name());
    if (connection == null || output == null) {
      throw new IllegalStateException(source.uniqueId() + " is not one of the sources of this run");
    }
    return new One(connected(connection.name(), output), announced);
  }

  /** Nothing is connected by this, but an embedded server is started. */
  private synchronized TargetConnection connected(String name, Output output) {
    TargetConnection known = open.get(name);
    if (known == null) {
      known = TargetConnection.open(output, root, running, tell);
      open.put(name, known);
    }
    return known;
  }

  @Override
  public synchronized void close() {
    List<TargetConnection> closing = new ArrayList<>(open.values());
    open.clear();
    closing.forEach(TargetConnection::close);
  }

  /** One database. Its sessions are its callers', and no pool's: they may last very long. */
  private record One(TargetConnection connection, RunningStatements running)
      implements SourceDatabase {

    @Override
    public Session open() {
      return new Session(connection.target().database().connect(), running);
    }

    @Override
    public String name() {
      return settings().database();
    }

    @Override
    public String display() {
      return settings().display();
    }

    private ConnectionSettings settings() {
      return connection.target().database().settings();
    }
  }
}
