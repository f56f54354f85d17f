package io.tidemark.graph.compile;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What foreign keys of an enforced contract point to: {@code to: ref('customers')}. */
public final class ConstraintTargets {

  private static final String TO = "to";
  private static final Pattern CALL = Pattern.compile("(?s)\\s*(ref|source)\\s*\\(.*\\)\\s*");

  private ConstraintTargets() {}

  /**
   * Puts relations in the place of the calls.
   *
   * @param model what templates know as {@code model}, or its entry in the manifest
   * @param relation gives the relation's name behind a call
   */
  public static void resolve(Map<String, @Nullable Object> model, UnaryOperator<String> relation) {
    if (model.get("constraints") instanceof List<?> constraints) {
      constraints.forEach(constraint -> resolve(constraint, relation));
    }
    if (model.get("columns") instanceof Map<?, ?> columns) {
      for (Object column : columns.values()) {
        if (column instanceof Map<?, ?> map && map.get("constraints") instanceof List<?> list) {
          list.forEach(constraint -> resolve(constraint, relation));
        }
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static void resolve(@Nullable Object constraint, UnaryOperator<String> relation) {
    if (constraint instanceof Map<?, ?> map
        && map.get(TO) instanceof String to
        && CALL.matcher(to).matches()) {
      ((Map<String, @Nullable Object>) map).put(TO, relation.apply(to));
    }
  }
}
