package io.tidemark.load.freeze;

import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** PostgreSQL's planner, asked by {@code EXPLAIN}: nothing is executed. In a transaction. */
final class Planner {

  private final Session session;
  private final Statements statements;

  Planner(Session session, Statements statements) {
    this.session = session;
    this.statements = statements;
  }

  /** The lines of a query's plan, with what it expects; none if it does not take the query. */
  List<String> query(String sql) {
    return lines(statements.render("load/explain_rows", Map.of("sql", new SqlText(sql))));
  }

  /** The lines of any statement's plan; none if it does not take it. */
  List<String> statement(String sql) {
    return lines(
        statements.render("load/explain_statement", Map.of("statement", new SqlText(sql))));
  }

  private List<String> lines(String explain) {
    List<String> plan = new ArrayList<>();
    session.attempt(() -> plan.addAll(session.query(explain, row -> row.getString(1))));
    return plan;
  }
}
