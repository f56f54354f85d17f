package io.tidemark.load.column;

import io.tidemark.load.increment.Notices;
import io.tidemark.load.swap.EmptySearchPath;
import io.tidemark.load.swap.ReadingViews;
import io.tidemark.postgres.Catalog;
import io.tidemark.postgres.Column;
import io.tidemark.postgres.Literal;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.Statements;
import java.util.List;
import java.util.Map;

/**
 * Gives a column of a target another type, in the transaction that the session is in.
 *
 * <p>PostgreSQL refuses that while a view reads the column. dbt makes a new column and drops the
 * old one with all that depends on it; here the views are made again, where they still can be, and
 * the column keeps its place and its indexes.
 */
public final class TypeChange {

  private final Session session;
  private final Statements statements;
  private final Notices listener;

  /** Changes on the session; the listener hears of views that were made anew. */
  public TypeChange(Session session, Statements statements, Notices listener) {
    this.session = session;
    this.statements = statements;
    this.listener = listener;
  }

  /**
   * Changes it to the type that {@code column} has.
   *
   * @throws io.tidemark.postgres.StatementException if the values don't fit
   */
  public void apply(Relation target, Column column) {
    if (!isRead(target, column)) {
      alter(target, column);
      return;
    }
    Catalog catalog = new Catalog(session, statements);
    List<Relation> readers = catalog.dependents(target);
    try (EmptySearchPath path = EmptySearchPath.open(session, statements)) {
      ReadingViews views = ReadingViews.of(target, session, statements);
      views.drop();
      alter(target, column);
      views.rebind();
    }
    tell(target, column, readers.stream().filter(r -> catalog.kind(r).isEmpty()).toList());
  }

  private boolean isRead(Relation target, Column column) {
    return session
        .first(
            statements.render(
                "load/column_is_read",
                Map.of(
                    "schema", new Literal(target.schema()),
                    "name", new Literal(target.name()),
                    "column", new Literal(column.name()))),
            row -> row.getBoolean(1))
        .orElse(false);
  }

  private void alter(Relation target, Column column) {
    session.execute(
        statements.render(
            "relation/alter_column_type",
            Map.of(
                "relation",
                target,
                "column",
                column.identifier(),
                "type",
                new SqlText(column.type()))));
  }

  private void tell(Relation target, Column column, List<Relation> lost) {
    listener.notice(
        "the views that read "
            + target.display()
            + " were made anew, without their grants, because "
            + column.name()
            + " is "
            + column.type()
            + " now"
            + (lost.isEmpty()
                ? ""
                : "; these could not be and are gone, as dbt drops them: "
                    + String.join(", ", lost.stream().map(Relation::display).toList())));
  }
}
