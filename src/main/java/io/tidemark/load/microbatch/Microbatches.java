package io.tidemark.load.microbatch;

import io.tidemark.graph.BatchSize;
import io.tidemark.graph.Microbatch;
import io.tidemark.load.increment.Notices;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.StatementException;
import io.tidemark.postgres.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The planned batches of microbatch models, in the target database. A batch's row says that it is
 * done in the transaction that puts its rows into the relation: neither can be there without the
 * other.
 */
public final class Microbatches {

  private final Statements statements;
  private final Identifier schema;

  /**
   * Keeps them in the given schema.
   *
   * @param schema where {@link io.tidemark.load.book.Bookkeeping} made its tables
   */
  public Microbatches(Statements statements, Identifier schema) {
    this.statements = statements;
    this.schema = schema;
  }

  /** What was last planned for a relation. */
  public MicrobatchPlan plan(Session session, Relation target) {
    List<Row> rows =
        session.query(sql("find_microbatches"), Row::read, target.schema(), target.name());
    return new MicrobatchPlan(
        rows.stream().map(Row::planned).toList(),
        rows.isEmpty() ? null : rows.get(0).runStartedAt());
  }

  /**
   * Replaces what was planned. What is pending must be among the batches, or be given up by whoever
   * calls.
   *
   * @param node the model's unique id
   * @param runStartedAt tells this run and its restarts from others
   */
  public void replace(
      Session session,
      Relation target,
      String node,
      Collection<MicrobatchPlan.Planned> batches,
      Instant runStartedAt,
      String invocationId) {
    session.inTransaction(
        () -> {
          session.update(sql("delete_microbatches"), target.schema(), target.name());
          return session.update(
              sql("insert_microbatches"),
              target.schema(),
              target.name(),
              node,
              runStartedAt.toString(),
              invocationId,
              array(batches.stream().map(planned -> planned.batch().size().dbtName())),
              array(batches.stream().map(planned -> planned.batch().start().toString())),
              array(batches.stream().map(planned -> planned.batch().end().toString())),
              array(batches.stream().map(planned -> String.valueOf(planned.fullRefresh()))),
              array(batches.stream().map(planned -> planned.done() ? "done" : "planned")));
        });
  }

  /**
   * Notes that a batch is done, in the transaction that has applied it.
   *
   * @throws IllegalStateException if somebody else has done it or thrown the plan away: then it
   *     must not be committed
   */
  public void done(Session session, Relation target, Microbatch batch, long rows) {
    long moved =
        session.update(
            sql("microbatch_done"),
            rows,
            target.schema(),
            target.name(),
            batch.start().toString(),
            batch.end().toString());
    if (moved != 1) {
      throw new IllegalStateException(
          "the batch "
              + batch.name()
              + " of "
              + target.display()
              + " was done or given up by somebody else meanwhile; it is rolled back");
    }
  }

  /** Notes that a batch has failed, if that can be noted; else it is still a planned one. */
  public void failed(Session session, Relation target, Microbatch batch, String message) {
    try {
      session.update(
          sql("microbatch_failed"),
          message,
          target.schema(),
          target.name(),
          batch.start().toString(),
          batch.end().toString());
    } catch (StatementException lost) {
      // The failure itself is what has to be told.
      return;
    }
  }

  /** Forgets what was planned for a relation whose model is no longer loaded in batches. */
  public void giveUp(Session session, Relation target, Notices listener) {
    discard(session, target, listener, "the model's strategy is no longer microbatch");
  }

  /** Forgets what was planned for a relation; says so where something of it was not done. */
  public void discard(Session session, Relation target, Notices listener, String why) {
    long pending =
        session
            .first(
                sql("discard_microbatches"), row -> row.getLong(1), target.schema(), target.name())
            .orElse(0L);
    if (pending > 0) {
      listener.notice(
          "%d %s discarded that had been planned and %s not done: %s"
              .formatted(
                  pending,
                  pending == 1 ? "batch is" : "batches are",
                  pending == 1 ? "was" : "were",
                  why));
    }
  }

  /** What was planned and is not done, of all relations. */
  public List<UnfinishedBatches> unfinished(Session session) {
    return session.query(sql("unfinished_microbatches"), Microbatches::unfinished);
  }

  private static UnfinishedBatches unfinished(ResultSet row) throws SQLException {
    String[] sizes = (String[]) row.getArray("sizes").getArray();
    String[] starts = (String[]) row.getArray("starts").getArray();
    String[] messages = (String[]) row.getArray("messages").getArray();
    List<UnfinishedBatches.Left> left = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      BatchSize size = BatchSize.named(sizes[i]).orElseThrow();
      left.add(new UnfinishedBatches.Left(size.name(Instant.parse(starts[i])), messages[i]));
    }
    return new UnfinishedBatches(
        row.getString("schema_name"),
        row.getString("relation_name"),
        row.getString("node"),
        row.getLong("planned"),
        row.getLong("done"),
        left,
        Row.instant(row, "planned_at"),
        row.getString("invocation_id"));
  }

  private String sql(String name) {
    return statements.render("load/" + name, Map.of("schema", schema));
  }

  private static String[] array(Stream<String> items) {
    return items.toArray(String[]::new);
  }

  private record Row(MicrobatchPlan.Planned planned, Instant runStartedAt) {

    static Row read(ResultSet row) throws SQLException {
      Microbatch batch =
          new Microbatch(
              BatchSize.named(row.getString("batch_size")).orElseThrow(),
              instant(row, "batch_start"),
              instant(row, "batch_end"));
      boolean done = row.getString("state").equals("done");
      return new Row(
          new MicrobatchPlan.Planned(batch, row.getBoolean("full_refresh"), done),
          instant(row, "run_started_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
      Timestamp time = row.getTimestamp(column);
      return time.toInstant();
    }
  }
}
