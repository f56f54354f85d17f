package io.tidemark.report.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a model promises now beside what it promised, where its contract was enforced: the changes
 * that can break those who read it. The rules are dbt's; PostgreSQL enforces every constraint that
 * dbt knows by name.
 *
 * @param now its entry in the manifest now
 * @param then its entry before
 */
record ContractChange(JsonNode now, JsonNode then) {

  private static final Set<String> ENFORCED =
      Set.of("check", "not_null", "unique", "primary_key", "foreign_key");

  private static final Set<String> WITH_CONSTRAINTS = Set.of("table", "incremental");

  /** One sentence for each kind of breaking change; none where nothing breaks. */
  List<String> breaking() {
    if (!enforced(then) || (enforced(now) && new NodeComparison(now, then, false).sameContract())) {
      return List.of();
    }
    List<String> changes = new ArrayList<>();
    if (!enforced(now)) {
      changes.add("its contract is enforced no more");
    }
    Map<String, List<String>> found = new LinkedHashMap<>();
    columns(found);
    if (hasConstraints(then)) {
      removed(then.path("constraints"), now.path("constraints"))
          .forEach(
              one ->
                  add(
                      found,
                      "constraints of the model are removed",
                      name(one) + " on " + one.path("columns")));
      if (!hasConstraints(now) && anyConstraint()) {
        add(
            found,
            "the materialization is another",
            materialized(then) + " -> " + materialized(now));
      }
    }
    found.forEach((kind, all) -> changes.add(kind + ": " + String.join(", ", all)));
    return changes;
  }

  private void columns(Map<String, List<String>> found) {
    sorted(then.path("columns"))
        .forEach(
            (key, old) -> {
              JsonNode column = now.path("columns").path(key);
              if (column.isMissingNode()) {
                add(found, "columns are removed", key);
                return;
              }
              String type = column.path("data_type").asText();
              if (!base(type).equals(base(old.path("data_type").asText()))) {
                add(
                    found,
                    "columns have another data_type",
                    "%s (%s -> %s)".formatted(key, old.path("data_type").asText(), type));
              }
              if (hasConstraints(then)) {
                removed(old.path("constraints"), column.path("constraints"))
                    .forEach(
                        one ->
                            add(
                                found,
                                "constraints of columns are removed",
                                name(one) + " on " + key));
              }
            });
  }

  /** As in dbt, another size, precision or scale breaks nothing, nor do capitals. */
  private static String base(String type) {
    int size = type.indexOf('(');
    return (size < 0 ? type : type.substring(0, size)).strip().toLowerCase(Locale.ROOT);
  }

  private static void add(Map<String, List<String>> found, String kind, String what) {
    found.computeIfAbsent(kind, any -> new ArrayList<>()).add(what);
  }

  private boolean anyConstraint() {
    boolean any = !then.path("constraints").isEmpty();
    for (JsonNode column : then.path("columns")) {
      any |= !column.path("constraints").isEmpty();
    }
    return any;
  }

  /** Those of the old constraints that are enforced and not among the new. */
  private static List<JsonNode> removed(JsonNode old, JsonNode now) {
    List<String> kept = new ArrayList<>();
    now.forEach(one -> kept.add(NodeComparison.normal(one)));
    List<JsonNode> removed = new ArrayList<>();
    for (JsonNode one : old) {
      if (ENFORCED.contains(one.path("type").asText())
          && !kept.contains(NodeComparison.normal(one))) {
        removed.add(one);
      }
    }
    return removed;
  }

  private static String name(JsonNode constraint) {
    return constraint.hasNonNull("name")
        ? constraint.path("name").asText()
        : constraint.path("type").asText();
  }

  private static boolean enforced(JsonNode entry) {
    return entry.path("contract").path("enforced").asBoolean();
  }

  private static boolean hasConstraints(JsonNode entry) {
    return WITH_CONSTRAINTS.contains(materialized(entry));
  }

  private static String materialized(JsonNode entry) {
    return entry.path("config").path("materialized").asText();
  }

  private static Map<String, JsonNode> sorted(JsonNode object) {
    Map<String, JsonNode> sorted = new TreeMap<>();
    object.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }
}
