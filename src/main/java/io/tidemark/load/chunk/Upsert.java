package io.tidemark.load.chunk;

import io.tidemark.load.increment.Increment;
import io.tidemark.load.increment.PageRange;
import io.tidemark.load.key.KeyLookUps;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Literal;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.StatementException;
import io.tidemark.postgres.Statements;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings rows whose keys are unique into a target that has a unique index on the key, and leaves
 * those alone that are there already, unchanged.
 *
 * <p>By {@code MERGE} where the server has it (15) and both tables' columns are of one type and
 * collation: it looks each key up in the index and compares. {@code ON CONFLICT}, which it falls
 * back to, has to lock a row before it can compare it, and a lock is written to the table and the
 * log like a change. For one thread.
 */
final class Upsert {

  private static final String UNIQUE_VIOLATION = "23505";

  private final Session session;
  private final Statements statements;
  private final Increment increment;
  private final boolean byMerge;

  Upsert(Session session, Statements statements, Increment increment) {
    this.session = session;
    this.statements = statements;
    this.increment = increment;
    Circumstances circumstances = new Circumstances(session, statements);
    this.byMerge =
        circumstances.hasMerge()
            // Rows of different types can't be compared as rows; ON CONFLICT casts them first.
            && circumstances.sameTypes(increment, increment.columns())
            && sameCollations();
  }

  /** Applies some pages of the staging table, in the transaction that the session is in. */
  void apply(PageRange range) {
    if (!byMerge) {
      session.execute(statements.render("load/upsert", values(range, false)));
      return;
    }
    Optional<StatementException> refused = session.attempt(() -> merge(range));
    if (refused.isEmpty()) {
      return;
    }
    if (!UNIQUE_VIOLATION.equals(refused.get().sqlState())) {
      throw refused.get();
    }
    // Somebody else has added one of the keys since MERGE looked; ON CONFLICT waits for him.
    session.execute(statements.render("load/upsert", values(range, false)));
  }

  private void merge(PageRange range) {
    // MERGE is a join to the planner, which would read the whole target for each chunk.
    KeyLookUps.inEach(session, statements)
        .run(() -> session.execute(statements.render("load/upsert_by_merge", values(range, true))));
  }

  /** An index of another collation than the comparison's is no help to a MERGE. */
  private boolean sameCollations() {
    Map<String, Object> values =
        Map.of(
            "schema", new Literal(increment.target().schema()),
            "name", new Literal(increment.target().name()),
            "staging_schema", new Literal(increment.staging().schema()),
            "staging_name", new Literal(increment.staging().name()),
            "keys",
                SqlText.join(
                    ", ",
                    increment.uniqueKey().stream().map(key -> new Literal(key).sql()).toList()));
    return session
        .first(statements.render("load/same_collations", values), row -> row.getBoolean(1))
        .orElseThrow();
  }

  private Map<String, Object> values(PageRange range, boolean merges) {
    List<String> columns = quoted(increment.columns());
    List<String> update = quoted(increment.updateColumns());
    Map<String, Object> values = new HashMap<>();
    values.put("target", increment.target());
    values.put("staging", increment.staging());
    values.put("columns", SqlText.join(", ", columns));
    values.put("keys", SqlText.join(", ", quoted(increment.uniqueKey())));
    values.put(
        "match",
        SqlText.join(
            " and ",
            quoted(increment.uniqueKey()).stream()
                .map(column -> "target." + column + " = new." + column)
                .toList()));
    values.put("from", new Literal("(" + range.from() + ",0)"));
    values.put("to", new Literal("(" + range.to() + ",0)"));
    values.put("updates", !update.isEmpty());
    values.put("assignments", assignments(update, merges ? "new." : "excluded."));
    values.put("current", prefixed("target.", update));
    values.put("wanted", prefixed(merges ? "new." : "excluded.", update));
    values.put("values", prefixed("new.", columns));
    return values;
  }

  private static SqlText assignments(List<String> columns, String from) {
    return SqlText.join(
        ", ", columns.stream().map(column -> column + " = " + from + column).toList());
  }

  private static SqlText prefixed(String prefix, List<String> columns) {
    return SqlText.join(", ", columns.stream().map(column -> prefix + column).toList());
  }

  private static List<String> quoted(List<String> names) {
    return names.stream().map(name -> new Identifier(name).sql()).toList();
  }
}
