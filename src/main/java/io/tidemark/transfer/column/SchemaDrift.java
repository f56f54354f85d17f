package io.tidemark.transfer.column;

import io.tidemark.load.column.TypeChange;
import io.tidemark.load.increment.LoadException;
import io.tidemark.load.increment.Notices;
import io.tidemark.load.increment.OnSchemaChange;
import io.tidemark.postgres.Catalog;
import io.tidemark.postgres.Column;
import io.tidemark.postgres.Literal;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.Statements;
import io.tidemark.transfer.plan.Deletes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings a copy's columns in line with the source's, as {@code on_schema_change} says, and tells
 * which columns are written. Whatever that says, a copy's text column that has become too short is
 * made longer, as dbt does, and a type that does not hold the source's values is an error.
 */
public final class SchemaDrift {

  private static final String ON_SCHEMA_CHANGE = "on_schema_change";

  private final Session session;
  private final Statements statements;
  private final Notices listener;
  private final TypeChange types;
  private final Catalog catalog;

  /** Changes the copy on a session of the target. */
  public SchemaDrift(Session session, Statements statements, Notices listener) {
    this.session = session;
    this.statements = statements;
    this.listener = listener;
    this.types = new TypeChange(session, statements, listener);
    this.catalog = new Catalog(session, statements);
  }

  /**
   * Compares, changes the copy where that is asked for, in the transaction that the session is in.
   *
   * @return what is written, each column in the type that the copy has
   * @throws LoadException if the difference is an error
   */
  public CopyShape reconcile(Relation copy, CopyShape wanted, OnSchemaChange behaviour) {
    List<Column> there =
        catalog.columns(copy).stream()
            .filter(column -> !column.generated() && !column.name().equals(Deletes.MARK_COLUMN))
            .toList();
    List<CopyColumn> added =
        wanted.columns().stream().filter(column -> in(there, column.name()).isEmpty()).toList();
    List<Column> vanished =
        there.stream()
            .filter(
                column -> wanted.columns().stream().noneMatch(w -> w.name().equals(column.name())))
            .toList();
    decide(copy, behaviour, added, vanished);
    List<CopyColumn> written = new ArrayList<>();
    for (CopyColumn column : wanted.columns()) {
      Optional<Column> old = in(there, column.name());
      if (old.isPresent()) {
        written.add(fit(copy, column, old.get(), behaviour));
      } else if (adds(behaviour)) {
        alter(copy, "add_column", column.column());
        written.add(column);
      } else {
        requireUnneeded(copy, wanted, column);
      }
    }
    CopyShape reconciled = wanted.with(written);
    loosen(copy, reconciled);
    return reconciled;
  }

  /**
   * What may be NULL at the source now may be NULL in the copy, or a row of it could never come.
   */
  private void loosen(Relation copy, CopyShape shape) {
    List<String> strict =
        session.query(
            statements.render(
                "transfer/not_null_columns",
                Map.of("schema", new Literal(copy.schema()), "name", new Literal(copy.name()))),
            row -> row.getString(1));
    for (CopyColumn column : shape.columns()) {
      if (strict.contains(column.name())
          && !column.source().notNull()
          && !shape.key().contains(column)) {
        session.execute(
            statements.render(
                "transfer/drop_not_null", Map.of("relation", copy, "column", column.identifier())));
      }
    }
  }

  private void decide(
      Relation copy, OnSchemaChange behaviour, List<CopyColumn> added, List<Column> vanished) {
    List<String> news = added.stream().map(column -> column.name() + " " + column.type()).toList();
    List<String> gone = vanished.stream().map(Column::name).toList();
    switch (behaviour) {
      case IGNORE -> {
        if (!gone.isEmpty()) {
          throw wrong(
              copy.display() + " has " + list(gone) + ", which the source no longer has",
              "Set on_schema_change: append_new_columns to keep it with NULL in new rows, or"
                  + " sync_all_columns to drop it; or run once with --full-refresh.");
        }
        if (!news.isEmpty()) {
          listener.notice(
              "the source has "
                  + list(news)
                  + ", which is not copied; set on_schema_change: append_new_columns to have it");
        }
      }
      case FAIL -> {
        if (!news.isEmpty() || !gone.isEmpty()) {
          throw wrong(
              "the columns of the source and of %s differ: new %s; vanished %s"
                  .formatted(copy.display(), list(news), list(gone)),
              "on_schema_change is 'fail': run once with --full-refresh, or choose"
                  + " append_new_columns or sync_all_columns.");
        }
      }
      case APPEND_NEW_COLUMNS, SYNC_ALL_COLUMNS -> {
        if (!news.isEmpty()) {
          listener.notice(
              "%s gets %s; rows that do not change at the source keep NULL there, until a"
                      .formatted(copy.display(), list(news))
                  + " --full-refresh");
        }
        if (behaviour == OnSchemaChange.SYNC_ALL_COLUMNS) {
          vanished.forEach(column -> alter(copy, "drop_column", column));
        }
      }
    }
  }

  private static boolean adds(OnSchemaChange behaviour) {
    return switch (behaviour) {
      case APPEND_NEW_COLUMNS, SYNC_ALL_COLUMNS -> true;
      case IGNORE, FAIL -> false;
    };
  }

  private static void requireUnneeded(Relation copy, CopyShape wanted, CopyColumn column) {
    if (wanted.watermarkAndKey().contains(column)) {
      throw wrong(
          copy.display() + " has no column " + column.name() + ", which tells its rows apart",
          "Run once with --full-refresh.");
    }
  }

  private CopyColumn fit(Relation copy, CopyColumn column, Column old, OnSchemaChange behaviour) {
    if (column.type().equals(old.type())) {
      return column;
    }
    if (TypeWidening.holds(column.type(), old.type())) {
      return column.as(old.type());
    }
    boolean wider = TypeWidening.holds(old.type(), column.type());
    boolean longer = wider && old.type().startsWith("character varying");
    if (longer || (wider && behaviour == OnSchemaChange.SYNC_ALL_COLUMNS)) {
      types.apply(copy, column.column());
      return column;
    }
    throw wrong(
            "column \"%s\" is %s at the source now and %s in %s, which does not hold each of its values"
                .formatted(column.name(), column.source().declared(), old.type(), copy.display()),
            wider
                ? "Set on_schema_change: sync_all_columns to have the copy's column widened, or run"
                    + " once with --full-refresh."
                : "Run once with --full-refresh, or leave the column out: columns: {exclude: ["
                    + column.name()
                    + "]}")
        .about(ON_SCHEMA_CHANGE, column.name());
  }

  private void alter(Relation copy, String statement, Column column) {
    session.execute(
        statements.render(
            "relation/" + statement,
            Map.of(
                "relation",
                copy,
                "column",
                column.identifier(),
                "type",
                new SqlText(column.type()))));
  }

  private static Optional<Column> in(List<Column> columns, String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  private static String list(List<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  private static LoadException wrong(String what, String next) {
    return new LoadException(what, next).about(ON_SCHEMA_CHANGE);
  }
}
