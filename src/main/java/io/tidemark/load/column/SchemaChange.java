package io.tidemark.load.column;

import io.tidemark.load.increment.LoadException;
import io.tidemark.load.increment.Notices;
import io.tidemark.load.increment.OnSchemaChange;
import io.tidemark.postgres.Catalog;
import io.tidemark.postgres.Column;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.Statements;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Brings a target's columns in line with an increment's, as {@code on_schema_change} says, and
 * tells which columns are to be written. Behaves as dbt's macro {@code process_schema_changes}.
 */
public final class SchemaChange {

  private final Session session;
  private final Statements statements;
  private final Catalog catalog;
  private final TypeChange types;

  /** Changes on the session; the listener hears of views that were made anew. */
  public SchemaChange(Session session, Statements statements, Notices listener) {
    this.session = session;
    this.types = new TypeChange(session, statements, listener);
    this.statements = statements;
    this.catalog = new Catalog(session, statements);
  }

  /**
   * Compares, changes the target where that is asked for, and returns the columns to write, in the
   * target's order.
   *
   * @param promised true if a contract promises the target's types: then, as in dbt, no text is
   *     made longer
   * @throws LoadException if the difference is an error
   */
  public List<Column> reconcile(
      Relation target, List<Column> increment, OnSchemaChange behaviour, boolean promised) {
    if (!promised) {
      widen(target, increment);
    }
    List<Column> there = writable(target);
    List<Column> added = missing(increment, there);
    List<Column> vanished = missing(there, increment);
    List<Column> retyped = retyped(increment, there);
    return switch (behaviour) {
      case IGNORE -> {
        if (!vanished.isEmpty()) {
          throw new LoadException(
              target.display() + " has " + names(vanished) + ", which the model no longer gives",
              "Give the column again, set on_schema_change (append_new_columns, sync_all_columns),"
                  + " or run once with --full-refresh.");
        }
        yield there;
      }
      case FAIL -> {
        if (!added.isEmpty() || !vanished.isEmpty() || !retyped.isEmpty()) {
          throw new LoadException(
              "the columns of the model and of "
                  + target.display()
                  + " are out of sync: new "
                  + names(added)
                  + "; vanished "
                  + names(vanished)
                  + "; other type "
                  + names(retyped),
              "on_schema_change is 'fail': run once with --full-refresh, or choose"
                  + " append_new_columns or sync_all_columns.");
        }
        yield there;
      }
      case APPEND_NEW_COLUMNS -> {
        added.forEach(column -> alter(target, "add_column", DeclaredType.of(column)));
        yield present(writable(target), increment);
      }
      case SYNC_ALL_COLUMNS -> {
        added.forEach(column -> alter(target, "add_column", DeclaredType.of(column)));
        vanished.forEach(column -> alter(target, "drop_column", column));
        retyped.forEach(column -> types.apply(target, DeclaredType.of(column)));
        yield writable(target);
      }
    };
  }

  /** dbt makes a text of the target longer that has become too short. */
  private void widen(Relation target, List<Column> increment) {
    Map<String, Column> there = byName(catalog.columns(target));
    for (Column column : increment) {
      Column old = there.get(column.name());
      if (old != null && TextSize.grows(old.type(), column.type())) {
        types.apply(target, column.as(TextSize.grown(column.type())));
      }
    }
  }

  private void alter(Relation target, String statement, Column column) {
    session.execute(
        statements.render(
            "relation/" + statement,
            Map.of(
                "relation",
                target,
                "column",
                column.identifier(),
                "type",
                new SqlText(column.type()))));
  }

  private List<Column> writable(Relation target) {
    return catalog.columns(target).stream().filter(column -> !column.generated()).toList();
  }

  private static List<Column> missing(List<Column> from, List<Column> in) {
    Set<String> names = in.stream().map(Column::name).collect(Collectors.toSet());
    return from.stream().filter(column -> !names.contains(column.name())).toList();
  }

  private static List<Column> present(List<Column> columns, List<Column> in) {
    Set<String> names = in.stream().map(Column::name).collect(Collectors.toSet());
    return columns.stream().filter(column -> names.contains(column.name())).toList();
  }

  private static List<Column> retyped(List<Column> increment, List<Column> there) {
    Map<String, Column> old = byName(there);
    return increment.stream()
        .filter(column -> old.containsKey(column.name()))
        .filter(column -> differs(old.get(column.name()), column))
        .toList();
  }

  /** A text that is longer in the target than in the model fits as it is. */
  private static boolean differs(@Nullable Column before, Column now) {
    return before != null
        && !DeclaredType.of(before.type()).equals(DeclaredType.of(now.type()))
        && !TextSize.grows(now.type(), before.type());
  }

  private static Map<String, Column> byName(List<Column> columns) {
    return columns.stream().collect(Collectors.toMap(Column::name, column -> column));
  }

  private static String names(List<Column> columns) {
    return columns.isEmpty()
        ? "none"
        : String.join(", ", columns.stream().map(c -> c.name() + " " + c.type()).toList());
  }
}
