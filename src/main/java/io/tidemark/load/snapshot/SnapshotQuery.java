package io.tidemark.load.snapshot;

import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.Statements;
import java.util.List;
import java.util.Map;

/** Asks for the columns of a snapshot's query. */
final class SnapshotQuery {

  private static final String ALL = "*";

  private final Session session;
  private final Statements statements;

  SnapshotQuery(Session session, Statements statements) {
    this.session = session;
    this.statements = statements;
  }

  /** The names of all its columns. */
  List<String> columns(String sql) {
    return columns(sql, List.of(ALL));
  }

  /** The names of what is asked of it: as PostgreSQL sees them, whatever way they are written. */
  List<String> columns(String sql, List<String> asked) {
    String shape =
        statements.render(
            "snapshot/shape",
            Map.of(
                "columns",
                SqlText.join(", ", asked.stream().map(SqlText::new).toList()),
                "sql",
                new SqlText(sql)));
    return session.rows(shape, 0).columns();
  }
}
