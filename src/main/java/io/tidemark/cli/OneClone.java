package io.tidemark.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.batch.NodeResult;
import io.tidemark.batch.RunStatus;
import io.tidemark.graph.Node;
import io.tidemark.graph.compile.QueryComments;
import io.tidemark.postgres.Catalog;
import io.tidemark.postgres.NameQuoting;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.RelationKind;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.StatementException;
import io.tidemark.postgres.Statements;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes one node of the target a view of what another run has made. Thread-safe.
 *
 * @param sessions gives each a session of its own
 * @param comments what goes with its statements
 * @param others the other run's nodes
 * @param fullRefresh true if what is in the target is replaced
 * @param quoting which parts of relations' names the project quotes
 */
record OneClone(
    Supplier<Session> sessions,
    QueryComments comments,
    Map<String, JsonNode> others,
    boolean fullRefresh,
    NameQuoting quoting,
    Clock clock) {

  /** Where the other run has it; empty where it has not. */
  Optional<Relation> origin(Node node) {
    JsonNode other = others.get(node.uniqueId());
    return other == null ? Optional.empty() : Deferral.relation(other, quoting);
  }

  /** A result, with what is told of it. */
  record Told(NodeResult result, String line) {}

  /** Does it; a failure is a result. The schema must be there. */
  Told of(Node node) {
    Instant start = clock.instant();
    String name = node.relation().display();
    Optional<Relation> origin = origin(node);
    if (origin.isEmpty()) {
      return none(node, start, "SKIP " + name + ": the other run has no such relation");
    }
    if (origin.get().equals(node.relation())) {
      return none(node, start, "SKIP " + name + ": the other run has made this very relation");
    }
    try (Session session = sessions.get()) {
      session.comment(comments.of(node));
      Statements statements = new Statements();
      Optional<RelationKind> there = new Catalog(session, statements).kind(node.relation());
      if (there.isPresent() && !fullRefresh) {
        return none(node, start, "OK " + name + ": it is in the target already");
      }
      session.inTransaction(
          () -> {
            there.ifPresent(
                kind ->
                    session.execute(
                        statements.render(
                            "clone/drop",
                            Map.of("kind", new SqlText(kind.sql()), "relation", node.relation()))));
            return session.execute(
                statements.render(
                    "clone/view", Map.of("view", node.relation(), "relation", origin.get())));
          });
      return new Told(
          result(node, RunStatus.SUCCESS, "CREATE VIEW", start, null),
          "OK created view " + name + " of " + origin.get().display());
    } catch (StatementException e) {
      return new Told(
          result(node, RunStatus.ERROR, String.valueOf(e.getMessage()), start, e),
          "ERROR cloning " + name);
    }
  }

  /** As dbt calls it where nothing is to be done. */
  private Told none(Node node, Instant start, String line) {
    return new Told(result(node, RunStatus.SUCCESS, "No-op", start, null), line);
  }

  private NodeResult result(
      Node node, RunStatus status, String message, Instant start, @Nullable Throwable failure) {
    return new NodeResult(
        node,
        status,
        message,
        -1,
        start,
        start,
        clock.instant(),
        Thread.currentThread().getName(),
        null,
        failure,
        null);
  }
}
