package io.tidemark.load.chunk;

import io.tidemark.load.increment.Increment;
import io.tidemark.load.increment.PageRange;
import io.tidemark.load.key.WholeKeys;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Literal;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.Statements;
import java.util.Map;

/** Replaces some keys of the target, each with all its rows, in the session's transaction. */
final class KeyRangeWriter {

  private final Session session;
  private final Statements statements;
  private final Increment increment;

  KeyRangeWriter(Session session, Statements statements, Increment increment) {
    this.session = session;
    this.statements = statements;
    this.increment = increment;
  }

  /** Replaces the keys of these chunks. */
  void replace(PageRange chunks) {
    Map<String, Object> values = values(chunks);
    values.put("anywhere", false);
    long expected = count("load/rows_there", values);
    long deleted = session.execute(statements.render("load/delete_keys", values));
    if (deleted != expected) {
      // Somebody else has written the table since the freeze, so a row may lie elsewhere by now.
      values.put("anywhere", true);
      session.execute(statements.render("load/delete_keys", values));
    }
    session.execute(statements.render("load/insert_keys", values));
  }

  /** How many rows of the increment these chunks hold. */
  long rows(PageRange chunks) {
    return count("load/rows_listed", values(chunks));
  }

  private long count(String statement, Map<String, Object> values) {
    return session.first(statements.render(statement, values), row -> row.getLong(1)).orElseThrow();
  }

  private Map<String, Object> values(PageRange chunks) {
    Map<String, Object> values =
        WholeKeys.values(increment.target(), increment.staging(), increment.uniqueKey());
    values.put(
        "columns", SqlText.join(", ", increment.columns().stream().map(Identifier::new).toList()));
    values.put("from", new Literal(chunks.from()));
    values.put("to", new Literal(chunks.to()));
    values.put("first", chunks.from() == 0);
    return values;
  }
}
