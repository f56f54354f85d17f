package io.tidemark.load.chunk;

import io.tidemark.load.column.ColumnFit;
import io.tidemark.load.increment.Increment;
import io.tidemark.postgres.Catalog;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import java.util.List;

/**
 * What the statements that apply an increment depend on: the server's version, the tables' types.
 */
final class Circumstances {

  private final Session session;
  private final Statements statements;

  Circumstances(Session session, Statements statements) {
    this.session = session;
    this.statements = statements;
  }

  /** True if the server knows {@code MERGE}: PostgreSQL 15 or later. */
  boolean hasMerge() {
    return session.first(statements.text("load/has_merge"), row -> row.getBoolean(1)).orElseThrow();
  }

  /** True if these columns have one type in both tables, so that rows of them can be compared. */
  boolean sameTypes(Increment increment, List<String> columns) {
    Catalog catalog = new Catalog(session, statements);
    return new ColumnFit(catalog.columns(increment.staging()))
        .allSame(
            catalog.columns(increment.target()).stream()
                .filter(column -> columns.contains(column.name()))
                .toList());
  }
}
