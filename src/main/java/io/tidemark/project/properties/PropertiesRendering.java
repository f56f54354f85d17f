package io.tidemark.project.properties;

import java.util.List;
import java.util.Set;

/**
 * Which values of an entry are rendered when the file is read. As in dbt, descriptions, tests,
 * hooks, filters and {@code loaded_at_query} are not: each is rendered later, in its own context.
 */
final class PropertiesRendering {

  private static final Set<String> LATER =
      Set.of("tests", "data_tests", "description", "loaded_at_query");
  private static final Set<String> LATER_IN_CONFIG =
      Set.of("pre_hook", "post_hook", "pre-hook", "post-hook", "loaded_at_query");
  private static final Set<String> WITH_COLUMNS =
      Set.of("columns", "dimensions", "measures", "entities");

  /** {@code versions, 0, columns, 0, description}. */
  private static final int VERSION_DESCRIPTION_LENGTH = 5;

  private PropertiesRendering() {}

  /**
   * Whether a value is rendered.
   *
   * @param kind the key under which the entry stands
   * @param path the keys and list positions from the entry to the value
   */
  static boolean isRendered(String kind, List<Object> path) {
    return switch (kind) {
      case "sources" -> isRenderedInSource(path);
      case "macros" ->
          !isLater(path.get(0).equals("arguments") ? path.subList(1, path.size()) : path);
      case "metrics" -> !path.contains("filter") && !isLater(path);
      case "saved_queries" ->
          !(path.size() > 1 && path.get(0).equals("query_params") && path.get(1).equals("where"))
              && !isLater(path);
      default -> !isLater(path);
    };
  }

  private static boolean isRenderedInSource(List<Object> path) {
    Object first = path.get(0);
    if (first.equals("description") || first.equals("loaded_at_query")) {
      return false;
    }
    if (first.equals("config") && path.size() > 1 && path.get(1).equals("loaded_at_query")) {
      return false;
    }
    return !first.equals("tables") || path.size() < 3 || !isLater(path.subList(2, path.size()));
  }

  private static boolean isLater(List<Object> path) {
    int length = path.size();
    if (length == 0) {
      return false;
    }
    return LATER.contains(path.get(0))
        || (length == 2 && LATER.contains(path.get(1)))
        || (length >= 2 && path.get(0).equals("config") && LATER_IN_CONFIG.contains(path.get(1)))
        || (length == VERSION_DESCRIPTION_LENGTH && path.get(4).equals("description"))
        || (length >= 3 && WITH_COLUMNS.contains(path.get(0)) && LATER.contains(path.get(2)));
  }
}
