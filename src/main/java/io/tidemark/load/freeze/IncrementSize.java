package io.tidemark.load.freeze;

import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many rows an increment is likely to have, by PostgreSQL's own estimate. It is a guess: what
 * rests on it may only be faster or slower.
 */
final class IncrementSize {

  /** In a table of up to so many rows a join costs little, whatever the increment. */
  private static final long SMALL_TABLE = 1_000_000;

  /** Measured on 5 M and 20 M rows: from a tenth of the table on, the join is the faster way. */
  private static final long PART = 10;

  private static final Pattern ROWS = Pattern.compile(" rows=([0-9]+) ");

  /** What the planner can only guess at. */
  private static final Pattern UNKNOWN = Pattern.compile("\\s*(InitPlan|SubPlan) .*");

  private final Session session;
  private final Statements statements;

  IncrementSize(Session session, Statements statements) {
    this.session = session;
    this.statements = statements;
  }

  /**
   * True if the query seems to give few of the rows that the target has, and that is large. Nothing
   * is executed.
   *
   * @param sql a query that the planner takes
   */
  boolean small(String sql, Relation target) {
    OptionalLong there = estimate(statements.render("load/all_rows", Map.of("relation", target)));
    if (there.isEmpty() || there.getAsLong() <= SMALL_TABLE) {
      return false;
    }
    String known = new KnownGreatest(session, statements).in(sql, target);
    // Most increments are small; where one isn't, a wrong guess costs a part of its loading.
    OptionalLong given = estimate(known);
    return given.isEmpty() || given.getAsLong() < there.getAsLong() / PART;
  }

  /** Empty if the planner can't know it, or does not take the query. */
  private OptionalLong estimate(String sql) {
    List<String> plan = new ArrayList<>();
    String explain = statements.render("load/explain_rows", Map.of("sql", new SqlText(sql)));
    session.attempt(() -> plan.addAll(session.query(explain, row -> row.getString(1))));
    Matcher rows = ROWS.matcher(plan.isEmpty() ? "" : plan.get(0));
    return rows.find() && plan.stream().noneMatch(line -> UNKNOWN.matcher(line).matches())
        ? OptionalLong.of(Long.parseLong(rows.group(1)))
        : OptionalLong.empty();
  }
}
