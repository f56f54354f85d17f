package io.tidemark.transfer.write;

import io.tidemark.load.key.KeyLookUps;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.StatementException;
import io.tidemark.postgres.Statements;
import io.tidemark.transfer.column.CopyColumn;
import io.tidemark.transfer.column.CopyShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings the rows of a staging table into a copy that has a unique index on the key, and leaves
 * those alone that are there already, unchanged. By {@code MERGE} where the server has it
 * (PostgreSQL 15), as decision 7 says; else by {@code ON CONFLICT}. In the order of the key,
 * whatever order they came in. For one thread.
 */
final class ChunkMerge {

  private static final String UNIQUE_VIOLATION = "23505";

  private final Session session;
  private final Statements statements;
  private final boolean hasMerge;
  private final Map<String, Object> values = new HashMap<>();
  private final List<CopyColumn> updated;

  ChunkMerge(
      Session session,
      Statements statements,
      CopyShape shape,
      Relation target,
      Identifier staging) {
    this.session = session;
    this.statements = statements;
    this.updated = new ArrayList<>(shape.columns());
    updated.removeAll(shape.key());
    this.hasMerge =
        session.first(statements.text("load/has_merge"), row -> row.getBoolean(1)).orElseThrow();
    values.put("target", target);
    values.put("staging", staging);
    values.put("columns", StagingTable.names(shape.columns()));
    values.put("values", prefixed("new.", shape.columns()));
    values.put("keys", StagingTable.names(shape.key()));
    values.put("order", order(shape.key(), staging));
    values.put("match", match(shape.key(), "new"));
    values.put("updates", !updated.isEmpty());
    values.put("current", prefixed("target.", updated));
  }

  /**
   * The key's columns to sort by. It is only for speed, so texts are compared by their bytes: those
   * that begin alike are neighbours in any language.
   */
  private SqlText order(List<CopyColumn> key, Identifier staging) {
    List<String> collated =
        session.query(
            statements.render("transfer/collated", Map.of("staging", staging)),
            row -> row.getString(1));
    return SqlText.join(
        ", ",
        key.stream()
            .map(
                column ->
                    column.identifier().sql()
                        + (collated.contains(column.name()) ? " collate pg_catalog.\"C\"" : ""))
            .toList());
  }

  /** That the key's columns are the same in the copy and in another table. */
  static SqlText match(List<CopyColumn> key, String other) {
    return SqlText.join(
        " and ",
        key.stream()
            .map(column -> column.identifier().sql())
            .map(column -> "target." + column + " = " + other + "." + column)
            .toList());
  }

  /**
   * Merges what is staged, in the transaction that the session is in.
   *
   * @return how many rows of the copy are new or changed by it
   */
  long apply() {
    if (!hasMerge) {
      return apply("transfer/upsert", "excluded.");
    }
    long[] written = new long[1];
    Optional<StatementException> refused = session.attempt(() -> written[0] = merge());
    if (refused.isEmpty()) {
      return written[0];
    }
    if (!UNIQUE_VIOLATION.equals(refused.get().sqlState())) {
      throw refused.get();
    }
    // Somebody else has added one of the keys since MERGE looked; ON CONFLICT waits for him.
    return apply("transfer/upsert", "excluded.");
  }

  private long merge() {
    // MERGE is a join to the planner, which would read the whole copy for each chunk.
    return KeyLookUps.inEach(session, statements).run(() -> apply("transfer/merge", "new."));
  }

  private long apply(String statement, String from) {
    values.put("wanted", prefixed(from, updated));
    values.put(
        "assignments",
        SqlText.join(
            ", ",
            updated.stream()
                .map(column -> column.identifier().sql())
                .map(column -> column + " = " + from + column)
                .toList()));
    return session.execute(statements.render(statement, values));
  }

  private static SqlText prefixed(String prefix, List<CopyColumn> columns) {
    return SqlText.join(
        ", ", columns.stream().map(column -> prefix + column.identifier().sql()).toList());
  }
}
