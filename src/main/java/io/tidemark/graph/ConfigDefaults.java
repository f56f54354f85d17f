package io.tidemark.graph;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What dbt takes where nothing is configured, by its names: of dbt 1.11's ModelConfig and others.
 */
public final class ConfigDefaults {

  private ConfigDefaults() {}

  /** Every key that dbt knows for the type, in its order; the mapping is the caller's own. */
  public static Map<String, @Nullable Object> of(ResourceType type) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("enabled", true);
    for (String unset : List.of("alias", "schema", "database")) {
      entry.put(unset, null);
    }
    entry.put("tags", List.of());
    entry.put("meta", Map.of());
    entry.put("group", null);
    entry.put("materialized", "view");
    entry.put("incremental_strategy", null);
    entry.put("batch_size", null);
    entry.put("lookback", 1);
    entry.put("begin", null);
    entry.put("persist_docs", Map.of());
    entry.put("post-hook", List.of());
    entry.put("pre-hook", List.of());
    entry.put("quoting", Map.of());
    entry.put("column_types", Map.of());
    entry.put("full_refresh", null);
    entry.put("unique_key", null);
    entry.put("on_schema_change", "ignore");
    entry.put("on_configuration_change", "apply");
    entry.put("grants", Map.of());
    entry.put("packages", List.of());
    entry.put("docs", docs());
    entry.put("contract", Map.of("enforced", false, "alias_types", true));
    entry.put("event_time", null);
    entry.put("concurrent_batches", null);
    entry.put("static_analysis", null);
    switch (type) {
      case MODEL -> {
        entry.put("access", "protected");
        entry.put("freshness", null);
      }
      case SEED -> {
        entry.put("delimiter", ",");
        entry.put("quote_columns", null);
      }
      case FUNCTION -> {
        entry.put("type", "scalar");
        entry.put("volatility", null);
        entry.put("runtime_version", null);
        entry.put("entry_point", null);
      }
      case SNAPSHOT -> {
        for (String key :
            List.of("strategy", "target_schema", "target_database", "updated_at", "check_cols")) {
          entry.put(key, null);
        }
        entry.put("snapshot_meta_column_names", Map.of());
        entry.put("dbt_valid_to_current", null);
      }
      default -> {
        // An analysis has what all have.
      }
    }
    return entry;
  }

  private static Map<String, @Nullable Object> docs() {
    Map<String, @Nullable Object> docs = new LinkedHashMap<>();
    docs.put("show", true);
    docs.put("node_color", null);
    return docs;
  }
}
