package io.tidemark.report.artifact;

import io.tidemark.project.config.Hook;
import io.tidemark.project.config.NodeConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model's configuration as the manifest has it: every key that dbt knows, with dbt's default
 * where nothing is set, and after them the keys that it doesn't know.
 */
final class ModelConfigEntry {

  private ModelConfigEntry() {}

  static Map<String, @Nullable Object> of(NodeConfig config) {
    Map<String, @Nullable Object> entry = defaults();
    config.values().forEach((key, value) -> put(entry, key, value.value()));
    entry.put("enabled", config.enabled());
    entry.put("materialized", config.materialized());
    entry.put("tags", config.tags());
    entry.put("meta", config.meta());
    entry.put("docs", ColumnEntries.docs(config.mapping("docs")));
    entry.put("contract", contract(config));
    entry.put("pre-hook", hooks(config.preHooks()));
    entry.put("post-hook", hooks(config.postHooks()));
    return entry;
  }

  /** A null is as good as a missing key, so the default stands. */
  private static void put(Map<String, @Nullable Object> entry, String key, @Nullable Object value) {
    if (value != null || !entry.containsKey(key)) {
      entry.put(key, value);
    }
  }

  private static Map<String, @Nullable Object> defaults() {
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
    entry.put("docs", ColumnEntries.docs(Map.of()));
    entry.put("contract", Map.of());
    entry.put("event_time", null);
    entry.put("concurrent_batches", null);
    entry.put("access", "protected");
    entry.put("freshness", null);
    return entry;
  }

  static Map<String, @Nullable Object> contract(NodeConfig config) {
    Map<?, ?> written = config.mapping("contract");
    Map<String, @Nullable Object> contract = new LinkedHashMap<>();
    contract.put("enforced", Boolean.TRUE.equals(written.get("enforced")));
    contract.put("alias_types", !Boolean.FALSE.equals(written.get("alias_types")));
    return contract;
  }

  private static List<Map<String, @Nullable Object>> hooks(List<Hook> hooks) {
    List<Map<String, @Nullable Object>> entries = new ArrayList<>();
    for (Hook hook : hooks) {
      Map<String, @Nullable Object> entry = new LinkedHashMap<>();
      entry.put("sql", hook.sql());
      entry.put("transaction", hook.transaction());
      entry.put("index", null);
      entries.add(entry);
    }
    return entries;
  }
}
