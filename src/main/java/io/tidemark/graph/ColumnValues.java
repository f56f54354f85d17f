package io.tidemark.graph;

import io.tidemark.project.properties.ColumnProperties;
import io.tidemark.project.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What templates know as {@code model.columns} and {@code model.constraints}, by dbt's names. */
public final class ColumnValues {

  private ColumnValues() {}

  /** The columns by name, in the order of the properties file. */
  public static Map<String, Map<String, @Nullable Object>> of(List<ColumnProperties> columns) {
    Map<String, Map<String, @Nullable Object>> values = new LinkedHashMap<>();
    for (ColumnProperties column : columns) {
      Map<String, @Nullable Object> value = new LinkedHashMap<>();
      value.put("name", column.name());
      value.put("description", column.description());
      value.put("data_type", column.dataType());
      value.put("quote", column.quote());
      value.put("meta", column.meta());
      value.put("tags", column.tags());
      value.put("constraints", constraints(column.constraints()));
      value.putAll(column.others());
      values.put(column.name(), value);
    }
    return values;
  }

  /** Constraints with all their keys. */
  static List<Map<String, @Nullable Object>> constraints(List<YamlNode> written) {
    List<Map<String, @Nullable Object>> constraints = new ArrayList<>();
    for (YamlNode one : written) {
      if (one.value() instanceof Map<?, ?> map) {
        Map<String, @Nullable Object> constraint = new LinkedHashMap<>();
        for (String key : List.of("type", "name", "expression", "to")) {
          constraint.put(key, map.get(key));
        }
        constraint.put("columns", orEmpty(map.get("columns")));
        constraint.put("to_columns", orEmpty(map.get("to_columns")));
        constraint.put("warn_unenforced", !Boolean.FALSE.equals(map.get("warn_unenforced")));
        constraint.put("warn_unsupported", !Boolean.FALSE.equals(map.get("warn_unsupported")));
        constraints.add(constraint);
      }
    }
    return constraints;
  }

  private static Object orEmpty(@Nullable Object list) {
    return list == null ? List.of() : list;
  }
}
