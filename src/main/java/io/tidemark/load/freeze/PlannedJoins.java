package io.tidemark.load.freeze;

import java.util.List;
import java.util.regex.Pattern;

/** Which joins the planner takes. Nothing is executed. */
final class PlannedJoins {

  /** {@code Hash Left Join}, {@code Merge Join}; not {@code Hash}, {@code Merge Append}. */
  private static final Pattern WHOLE = Pattern.compile(".*\\b(Hash|Merge) ([A-Z]\\w+ )*Join\\b.*");

  private static final Pattern BY_INDEX = Pattern.compile(".* using .+ on .+ target(_\\d+)?\\b.*");

  private final Planner planner;

  PlannedJoins(Planner planner) {
    this.planner = planner;
  }

  /**
   * True if a query would join by hashing or by order, so that to forbid these would change its
   * plan. One that the planner does not take is one of those.
   */
  boolean readWhole(String sql) {
    List<String> plan = planner.query(sql);
    return plan.isEmpty() || plan.stream().anyMatch(line -> WHOLE.matcher(line).matches());
  }

  /** True if a statement of ours would find rows of what it calls {@code target} by an index. */
  boolean lookUpTarget(String statement) {
    return planner.statement(statement).stream().anyMatch(line -> BY_INDEX.matcher(line).matches());
  }
}
