package io.tidemark.load.freeze;

import java.util.List;
import java.util.regex.Pattern;

/** Which joins a plan has. */
final class PlannedJoins {

  /** {@code Hash Left Join}, {@code Merge Join}; not {@code Hash}, {@code Merge Append}. */
  private static final Pattern WHOLE = Pattern.compile(".*\\b(Hash|Merge) ([A-Z]\\w+ )*Join\\b.*");

  private static final Pattern BY_INDEX = Pattern.compile(".* using .+ on .+ target(_\\d+)?\\b.*");

  private PlannedJoins() {}

  /**
   * True if a query would join by hashing or by order, so that to forbid these would change its
   * plan. One that the planner does not take is one of those.
   *
   * @param plan of the query; empty if it was not taken
   */
  static boolean readWhole(List<String> plan) {
    return plan.isEmpty() || plan.stream().anyMatch(line -> WHOLE.matcher(line).matches());
  }

  /**
   * True if rows of what is called {@code target} would be found by an index.
   *
   * @param plan of a statement of ours
   */
  static boolean lookUpTarget(List<String> plan) {
    return plan.stream().anyMatch(line -> BY_INDEX.matcher(line).matches());
  }
}
