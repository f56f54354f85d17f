package io.tidemark.cli;

import io.tidemark.batch.RunTarget;
import io.tidemark.graph.FreshnessRule;
import io.tidemark.graph.SourceNode;
import io.tidemark.graph.compile.Reading;
import io.tidemark.graph.compile.RowFilter;
import io.tidemark.materialization.SourceConnections;
import io.tidemark.postgres.ConnectionException;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.StatementException;
import io.tidemark.postgres.Statements;
import io.tidemark.postgres.embedded.EmbeddedServerException;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.report.artifact.SourcesArtifact.Result;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks the database how fresh a source's table is. One that is in another database is asked for
 * there: a copy is as old as its last load, which says nothing of what there is to be loaded.
 * Thread-safe.
 */
final class SourceFreshness {

  /** When the newest row of a table without rows was loaded: infinitely long ago. */
  private static final Instant NEVER = Instant.parse("0001-01-01T00:00:00Z");

  private final LoadedProject project;
  private final RunTarget target;
  private final SourceConnections databases;
  private final Clock clock;

  SourceFreshness(
      LoadedProject project, RunTarget target, SourceConnections databases, Clock clock) {
    this.project = project;
    this.target = target;
    this.databases = databases;
    this.clock = clock;
  }

  /** Asks; what goes wrong is in the result. */
  Result of(SourceNode node, FreshnessRule rule) {
    Instant startedAt = clock.instant();
    try (Session session = session(node)) {
      session.comment(project.comments().of(node));
      Instant[] times =
          session
              .first(
                  statement(node, relation(node), rule),
                  row -> times(row.getBigDecimal(1), row.getBigDecimal(2)))
              .orElseThrow();
      return result(node, rule, startedAt, times[0], times[1], null);
    } catch (StatementException | ProjectException e) {
      return result(node, rule, startedAt, null, null, e);
    } catch (ConnectionException | EmbeddedServerException e) {
      if (!node.loaded()) {
        throw e;
      }
      // One database that is gone says nothing of the others.
      return result(node, rule, startedAt, null, null, e);
    }
  }

  private Session session(SourceNode node) {
    return node.loaded() ? databases.of(node).open() : target.session();
  }

  private Relation relation(SourceNode node) {
    return node.loaded() ? databases.of(node).origin(node) : node.relation();
  }

  private String statement(SourceNode node, Relation relation, FreshnessRule rule) {
    if (rule.loadedAtQuery() != null) {
      String query =
          project
              .compiler()
              .reading(new Reading(RowFilter.NONE, Map.of(node.uniqueId(), relation)))
              .compileAbout(node, relation, rule.loadedAtQuery());
      return new Statements().render("freshness/by_query", Map.of("query", new SqlText(query)));
    }
    if (rule.loadedAtField() == null) {
      throw new ProjectException(
          Problem.of("The freshness of " + node.name() + " can't be computed")
              .at(node.table().place())
              .found("It has no loaded_at_field, and PostgreSQL keeps no time of a table's change.")
              .next("Add loaded_at_field: COLUMN, or loaded_at_query."));
    }
    Map<String, Object> values = new HashMap<>();
    values.put("field", new SqlText(rule.loadedAtField()));
    values.put("relation", relation);
    String filter = rule.filter();
    values.put("filtered", filter != null);
    values.put("filter", new SqlText(filter == null ? "" : filter));
    return new Statements().render("freshness/by_field", values);
  }

  private static Instant[] times(@Nullable BigDecimal newest, @Nullable BigDecimal now) {
    return new Instant[] {
      newest == null ? NEVER : instant(newest), instant(Objects.requireNonNull(now))
    };
  }

  private static Instant instant(BigDecimal epoch) {
    return Instant.EPOCH.plus(Duration.ofNanos(epoch.movePointRight(6).longValue() * 1000));
  }

  private Result result(
      SourceNode node,
      FreshnessRule rule,
      Instant startedAt,
      @Nullable Instant newest,
      @Nullable Instant askedAt,
      @Nullable RuntimeException failure) {
    return new Result(
        node.uniqueId(),
        rule,
        newest == null || askedAt == null
            ? "runtime error"
            : status(rule, Duration.between(newest, askedAt)),
        newest,
        askedAt,
        startedAt,
        clock.instant(),
        Thread.currentThread().getName(),
        failure == null
            ? null
            : failure instanceof ProjectException told
                ? told.problems().get(0).render()
                : String.valueOf(failure.getMessage()));
  }

  private static String status(FreshnessRule rule, Duration age) {
    if (rule.errorAfter() != null && age.compareTo(rule.errorAfter().duration()) > 0) {
      return "error";
    }
    return rule.warnAfter() != null && age.compareTo(rule.warnAfter().duration()) > 0
        ? "warn"
        : "pass";
  }
}
