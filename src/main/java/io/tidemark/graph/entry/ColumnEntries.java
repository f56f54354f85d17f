package io.tidemark.graph.entry;

import io.tidemark.project.properties.ColumnProperties;
import io.tidemark.project.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What models and sources of the manifest have in common: columns, constraints, docs. */
final class ColumnEntries {

  private ColumnEntries() {}

  static Map<String, Object> columns(
      List<ColumnProperties> columns, EntryTexts texts, String packageName) {
    Map<String, Object> entries = new LinkedHashMap<>();
    for (ColumnProperties column : columns) {
      Map<String, @Nullable Object> entry = new LinkedHashMap<>();
      entry.put("name", column.name());
      entry.put("description", texts.description(column.description(), packageName));
      entry.put("meta", column.meta());
      entry.put("data_type", column.dataType());
      entry.put("constraints", columnConstraints(column));
      entry.put("quote", column.quote());
      Map<String, Object> config = new LinkedHashMap<>();
      config.put("meta", column.meta());
      config.put("tags", column.tags());
      entry.put("config", config);
      entry.put("tags", column.tags());
      entry.put("granularity", granularity(column));
      entry.put("doc_blocks", texts.docBlocks(column.description(), packageName));
      column
          .others()
          .forEach(
              (key, value) -> {
                if (!entry.containsKey(key)) {
                  entry.put(key, value);
                }
              });
      entries.put(column.name(), entry);
    }
    return entries;
  }

  private static @Nullable Object granularity(ColumnProperties column) {
    YamlNode granularity = column.mapping().get("granularity");
    return granularity == null ? null : granularity.value();
  }

  /** A column's constraints; they are about no other columns, so the schema has no such key. */
  static List<Map<String, @Nullable Object>> columnConstraints(ColumnProperties column) {
    List<Map<String, @Nullable Object>> constraints = constraints(column.constraints());
    constraints.forEach(constraint -> constraint.remove("columns"));
    return constraints;
  }

  /** A model's constraints with all their keys; what is no mapping with a type is left out. */
  static List<Map<String, @Nullable Object>> constraints(List<YamlNode> written) {
    List<Map<String, @Nullable Object>> constraints = new ArrayList<>();
    for (YamlNode one : written) {
      if (one.value() instanceof Map<?, ?> map && map.get("type") != null) {
        constraints.add(constraint(map));
      }
    }
    return constraints;
  }

  private static Map<String, @Nullable Object> constraint(Map<?, ?> written) {
    Map<String, @Nullable Object> constraint = new LinkedHashMap<>();
    constraint.put("type", written.get("type"));
    constraint.put("name", written.get("name"));
    constraint.put("expression", written.get("expression"));
    constraint.put("warn_unenforced", !Boolean.FALSE.equals(written.get("warn_unenforced")));
    constraint.put("warn_unsupported", !Boolean.FALSE.equals(written.get("warn_unsupported")));
    constraint.put("to", written.get("to"));
    constraint.put("to_columns", orEmpty(written.get("to_columns")));
    constraint.put("columns", orEmpty(written.get("columns")));
    return constraint;
  }

  /** The {@code docs} of a configuration. */
  static Map<String, @Nullable Object> docs(Map<?, ?> configured) {
    Map<String, @Nullable Object> docs = new LinkedHashMap<>();
    docs.put("show", !Boolean.FALSE.equals(configured.get("show")));
    docs.put("node_color", configured.get("node_color"));
    return docs;
  }

  private static Object orEmpty(@Nullable Object list) {
    return list == null ? List.of() : list;
  }
}
