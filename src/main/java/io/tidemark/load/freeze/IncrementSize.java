package io.tidemark.load.freeze;

import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
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

  /**
   * Measured: rows of 75 bytes are joined 7 % faster by hashing a fifth of the table's, rows of 500
   * bytes 40 % faster by looking their keys up.
   */
  private static final long WIDE_BYTES = 250;

  private static final Pattern ROWS = Pattern.compile(" rows=([0-9]+) ");

  private static final Pattern WIDTH = Pattern.compile(" width=([0-9]+)\\)");

  /** What the planner can only guess at. */
  private static final Pattern UNKNOWN = Pattern.compile("\\s*(InitPlan|SubPlan) .*");

  private final Session session;
  private final Statements statements;
  private final Planner planner;

  IncrementSize(Session session, Statements statements) {
    this.session = session;
    this.statements = statements;
    this.planner = new Planner(session, statements);
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

  /**
   * True if a query's rows are so long that to hash them costs more than to look their keys up.
   *
   * @param plan of the query; empty if the planner does not take it
   */
  static boolean wide(List<String> plan) {
    Matcher width = WIDTH.matcher(plan.isEmpty() ? "" : plan.get(0));
    return width.find() && Long.parseLong(width.group(1)) > WIDE_BYTES;
  }

  /** Empty if the planner can't know it, or does not take the query. */
  private OptionalLong estimate(String sql) {
    List<String> plan = planner.query(sql);
    Matcher rows = ROWS.matcher(plan.isEmpty() ? "" : plan.get(0));
    return rows.find() && plan.stream().noneMatch(line -> UNKNOWN.matcher(line).matches())
        ? OptionalLong.of(Long.parseLong(rows.group(1)))
        : OptionalLong.empty();
  }
}
