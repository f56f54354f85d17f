package io.tidemark.transfer.write;

import io.tidemark.postgres.CopyBytes;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.StatementException;
import io.tidemark.postgres.Statements;
import io.tidemark.transfer.column.CopyColumn;
import io.tidemark.transfer.read.RowFormat;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A temporary table of the session with some of a copy's columns; empty after each transaction. For
 * one thread.
 */
final class StagingTable implements AutoCloseable {

  private final Session session;
  private final Statements statements;
  private final Identifier name;
  private final List<CopyColumn> columns;

  private StagingTable(
      Session session, Statements statements, Identifier name, List<CopyColumn> columns) {
    this.session = session;
    this.statements = statements;
    this.name = name;
    this.columns = columns;
  }

  /**
   * Makes it.
   *
   * @param from where the columns, types and collations are taken from
   * @param notNull those of the columns in which NULL is refused
   */
  static StagingTable make(
      Session session,
      Statements statements,
      String name,
      Relation from,
      List<CopyColumn> columns,
      Collection<CopyColumn> notNull) {
    StagingTable made = new StagingTable(session, statements, new Identifier(name), columns);
    made.drop();
    session.execute(
        statements.render(
            "transfer/staging",
            Map.of("name", made.name, "columns", names(columns), "from", from)));
    for (CopyColumn column : notNull) {
      session.execute(
          statements.render(
              "transfer/staging_not_null",
              Map.of("name", made.name, "column", column.identifier())));
    }
    return made;
  }

  /** Its name in the session's temporary schema. */
  Identifier name() {
    return name;
  }

  /** Begins to copy rows into it, which have all its columns in their order. */
  CopyBytes copy(RowFormat format) {
    return CopyBytes.open(
        session, copyIn(statements, true, new SqlText(name.sql()), columns, format));
  }

  /** The statement that copies rows into a table. */
  static String copyIn(
      Statements statements,
      boolean temporary,
      SqlText into,
      List<CopyColumn> columns,
      RowFormat format) {
    return statements.render(
        "transfer/copy_in",
        Map.of(
            "temporary",
            temporary,
            "into",
            into,
            "columns",
            names(columns),
            "format",
            format.copyName()));
  }

  static SqlText names(List<CopyColumn> columns) {
    return SqlText.join(", ", columns.stream().map(CopyColumn::identifier).toList());
  }

  private void drop() {
    session.execute(statements.render("transfer/drop_staging", Map.of("name", name)));
  }

  /** Drops it; a session that is gone or stopped takes it along. */
  @Override
  public void close() {
    if (session.lost() || session.stopped()) {
      return;
    }
    try {
      drop();
    } catch (StatementException e) {
      // The session's end does it, at the latest.
      return;
    }
  }
}
