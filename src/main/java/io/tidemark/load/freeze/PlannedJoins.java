package io.tidemark.load.freeze;

import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Which joins the planner takes for a query of the user's. Nothing is executed. */
final class PlannedJoins {

  /** {@code Hash Left Join}, {@code Merge Join}; not {@code Hash}, {@code Merge Append}. */
  private static final Pattern WHOLE = Pattern.compile(".*\\b(Hash|Merge) ([A-Z]\\w+ )*Join\\b.*");

  private final Session session;
  private final Statements statements;

  PlannedJoins(Session session, Statements statements) {
    this.session = session;
    this.statements = statements;
  }

  /**
   * True if it would join by hashing or by order, so that to forbid these would change its plan. A
   * query that it does not take is one of those.
   */
  boolean readWhole(String sql) {
    List<String> plan = new ArrayList<>();
    String explain = statements.render("load/explain_rows", Map.of("sql", new SqlText(sql)));
    session.attempt(() -> plan.addAll(session.query(explain, row -> row.getString(1))));
    return plan.isEmpty() || plan.stream().anyMatch(line -> WHOLE.matcher(line).matches());
  }
}
