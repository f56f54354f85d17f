package io.tidemark.graph.entry;

import io.tidemark.graph.Manifest;
import io.tidemark.graph.Node;
import io.tidemark.graph.NodeDetail;
import io.tidemark.graph.Selectable;
import io.tidemark.project.properties.ColumnProperties;
import io.tidemark.project.properties.NodeProperties;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The columns that dbt takes for a model's primary key: by its constraints, else by its tests. */
final class PrimaryKeys {

  private final Map<String, List<Test>> tests = new HashMap<>();

  private record Test(NodeDetail.GenericTest test, boolean enabled) {}

  PrimaryKeys(Manifest manifest) {
    manifest.nodes().values().forEach(this::add);
    for (Selectable one : manifest.disabled()) {
      if (one instanceof Node node) {
        add(node);
      }
    }
  }

  private void add(Node node) {
    if (node.detail() instanceof NodeDetail.GenericTest test && test.attachedNode() != null) {
      tests
          .computeIfAbsent(test.attachedNode(), any -> new ArrayList<>())
          .add(new Test(test, node.config().enabled()));
    }
  }

  List<String> of(Node model) {
    List<String> constrained = constrained(model.properties());
    if (!constrained.isEmpty()) {
      return constrained;
    }
    Set<String> unique = new TreeSet<>();
    Set<String> disabledUnique = new TreeSet<>();
    Set<String> notNull = new TreeSet<>();
    for (Test one : tests.getOrDefault(model.uniqueId(), List.of())) {
      switch (one.test().name()) {
        case "unique", "unique_combination_of_columns" ->
            (one.enabled() ? unique : disabledUnique).addAll(columns(one.test()));
        case "not_null" -> notNull.addAll(columns(one.test()));
        default -> {
          // Other tests say nothing of keys.
        }
      }
    }
    List<String> both =
        notNull.stream()
            .filter(column -> unique.contains(column) || disabledUnique.contains(column))
            .toList();
    if (!both.isEmpty()) {
      return both;
    }
    return List.copyOf(unique.isEmpty() ? disabledUnique : unique);
  }

  private static List<String> columns(NodeDetail.GenericTest test) {
    if (test.kwargs().get("column_name") instanceof String column) {
      return List.of(column);
    }
    return test.kwargs().get("combination_of_columns") instanceof List<?> list
        ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }

  private static List<String> constrained(@Nullable NodeProperties properties) {
    if (properties == null) {
      return List.of();
    }
    for (Map<String, @Nullable Object> one : ColumnEntries.constraints(properties.constraints())) {
      if (isPrimaryKey(one)) {
        return one.get("columns") instanceof List<?> list
            ? list.stream().map(String::valueOf).toList()
            : List.of();
      }
    }
    for (ColumnProperties column : properties.columns()) {
      if (ColumnEntries.constraints(column.constraints()).stream()
          .anyMatch(PrimaryKeys::isPrimaryKey)) {
        return List.of(column.name());
      }
    }
    return List.of();
  }

  private static boolean isPrimaryKey(Map<String, @Nullable Object> constraint) {
    return "primary_key".equals(constraint.get("type"));
  }
}
