package io.tidemark.load.filter;

import io.tidemark.postgres.Catalog;
import io.tidemark.postgres.Column;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlFailure;
import io.tidemark.postgres.SqlFailureKind;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.StatementException;
import io.tidemark.postgres.Statements;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Finds filters that let no row pass, now and for ever: {@code order_date > (select max(order_date)
 * from the table)} is never true while that greatest value is NULL, because the table is empty or
 * the column holds nothing else.
 *
 * <p>A filter is called blocked only if all of it is so at this moment: the increment was empty,
 * the model asks its own table for the greatest value of a column which is NULL throughout, and the
 * model without its filter has rows.
 */
public final class BlockedFilters {

  /** A model that looks longer than this for its first row is taken to have some. */
  private static final long PATIENCE_MILLISECONDS = 10_000;

  private final Session session;
  private final Statements statements;
  private final Identifier schema;

  /**
   * Looks on the session.
   *
   * @param schema where {@link io.tidemark.load.book.Bookkeeping} made its tables
   */
  public BlockedFilters(Session session, Statements statements, Identifier schema) {
    this.session = session;
    this.statements = statements;
    this.schema = schema;
  }

  /**
   * A filter that lets no row pass.
   *
   * @param columns those whose greatest value is NULL, at least one
   * @param tableEmpty true if that is so because the table has no rows
   */
  public record Blocked(List<String> columns, boolean tableEmpty) {

    /** Copies the list. */
    public Blocked {
      columns = List.copyOf(columns);
    }
  }

  /** True if the relation has no rows. */
  public boolean isEmpty(Relation relation) {
    return ask("is_empty", Map.of("relation", relation));
  }

  /**
   * Looks after an empty increment, and keeps or takes back what the books say.
   *
   * @param node the model's unique id
   * @param sql the query that gave no rows
   * @param marks the columns whose high-water mark was asked for and is NULL
   * @param unfiltered gives the query as the model is built from nothing
   */
  public Optional<Blocked> look(
      String node,
      Relation target,
      String sql,
      Set<String> marks,
      Supplier<String> unfiltered,
      String invocationId) {
    List<String> columns = nullThroughout(target, sql, marks);
    if (columns.isEmpty() || !givesRows(unfiltered.get())) {
      session.update(render("delete_blocked"), target.schema(), target.name());
      return Optional.empty();
    }
    Blocked blocked = new Blocked(columns, isEmpty(target));
    session.update(
        render("record_blocked"),
        target.schema(),
        target.name(),
        node,
        columns.toArray(String[]::new),
        blocked.tableEmpty(),
        invocationId);
    return Optional.of(blocked);
  }

  private List<String> nullThroughout(Relation target, String sql, Set<String> marks) {
    Set<String> asked = new LinkedHashSet<>(GreatestOfTarget.names(sql, target));
    asked.addAll(marks);
    List<String> columns = new ArrayList<>();
    if (!asked.isEmpty()) {
      for (Column column : new Catalog(session, statements).columns(target)) {
        if (asked.contains(column.name()) && isNullThroughout(target, column)) {
          columns.add(column.name());
        }
      }
    }
    return columns;
  }

  private boolean isNullThroughout(Relation target, Column column) {
    return ask("is_null_throughout", Map.of("relation", target, "column", column.identifier()));
  }

  private boolean givesRows(String query) {
    return session.inTransaction(
        () -> {
          session.execute(
              statements.render("load/at_most", Map.of("milliseconds", PATIENCE_MILLISECONDS)));
          boolean[] rows = {false};
          Optional<StatementException> failure =
              session.attempt(() -> rows[0] = ask("gives_rows", Map.of("sql", new SqlText(query))));
          return rows[0] || failure.filter(BlockedFilters::tookLong).isPresent();
        });
  }

  private static boolean tookLong(StatementException failure) {
    return SqlFailure.of(failure.failure()).kind() == SqlFailureKind.CANCELLED;
  }

  private boolean ask(String statement, Map<String, ?> values) {
    return session
        .first(statements.render("load/" + statement, values), row -> row.getBoolean(1))
        .orElse(false);
  }

  private String render(String statement) {
    return statements.render("load/" + statement, Map.of("schema", schema));
  }
}
