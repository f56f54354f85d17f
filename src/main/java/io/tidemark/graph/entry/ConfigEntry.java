package io.tidemark.graph.entry;

import io.tidemark.graph.ConfigDefaults;
import io.tidemark.graph.ResourceType;
import io.tidemark.project.config.Hook;
import io.tidemark.project.config.NodeConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node's configuration as the manifest has it: every key that dbt knows, with dbt's default where
 * nothing is set, and after them the keys that it doesn't know.
 */
final class ConfigEntry {

  /** dbt Fusion's; dbt-core keeps it. */
  static final String STATIC_ANALYSIS = "static_analysis";

  private static final String META_COLUMNS = "snapshot_meta_column_names";

  private ConfigEntry() {}

  static Map<String, @Nullable Object> of(ResourceType type, NodeConfig config) {
    if (type == ResourceType.TEST) {
      return ofTest(config);
    }
    Map<String, @Nullable Object> entry = ConfigDefaults.of(type);
    config.values().forEach((key, value) -> put(entry, key, value.value()));
    entry.put("enabled", config.enabled());
    entry.put("materialized", config.materialized());
    entry.put("tags", config.allTags());
    entry.put("meta", config.meta());
    entry.put("docs", ColumnEntries.docs(config.mapping("docs")));
    entry.put("contract", contract(config));
    entry.put("pre-hook", hooks(config.preHooks()));
    entry.put("post-hook", hooks(config.postHooks()));
    if (type == ResourceType.SNAPSHOT) {
      entry.put(META_COLUMNS, metaColumns(config));
    }
    if (type == ResourceType.MODEL
        && config.string("incremental_strategy", "").equals("microbatch")
        && entry.get("begin") instanceof String begin) {
      entry.put("begin", time(begin));
    }
    return entry;
  }

  /** As dbt, which reads a microbatch model's begin as a time: {@code 2026-01-01T00:00:00}. */
  private static String time(String written) {
    String date = written.replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) ", "$1T");
    String time = date.matches("\\d{4}-\\d{2}-\\d{2}") ? date + "T00:00:00" : date;
    return time.replaceFirst("Z$", "+00:00").replaceFirst("T(\\d{2}:\\d{2})($|[+-])", "T$1:00$2");
  }

  /** What a snapshot's own columns are called; null stands for dbt's name. */
  private static Map<String, @Nullable Object> metaColumns(NodeConfig config) {
    Map<?, ?> written = config.mapping(META_COLUMNS);
    Map<String, @Nullable Object> names = new LinkedHashMap<>();
    for (String name :
        List.of(
            "dbt_valid_to", "dbt_valid_from", "dbt_scd_id", "dbt_updated_at", "dbt_is_deleted")) {
      names.put(name, written.get(name));
    }
    return names;
  }

  private static Map<String, @Nullable Object> ofTest(NodeConfig config) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("enabled", true);
    entry.put("alias", null);
    entry.put("schema", "dbt_test__audit");
    entry.put("database", null);
    entry.put("tags", List.of());
    entry.put("meta", Map.of());
    entry.put("group", null);
    entry.put(STATIC_ANALYSIS, null);
    entry.put("materialized", "test");
    entry.put("severity", "ERROR");
    entry.put("store_failures", null);
    entry.put("store_failures_as", null);
    entry.put("where", null);
    entry.put("limit", null);
    entry.put("fail_calc", "count(*)");
    entry.put("warn_if", "!= 0");
    entry.put("error_if", "!= 0");
    config.values().forEach((key, value) -> put(entry, key, value.value()));
    if (entry.get("limit") instanceof String digits && digits.matches("\\d{1,18}")) {
      entry.put("limit", Long.valueOf(digits));
    }
    storeFailures(entry);
    entry.put("enabled", config.enabled());
    entry.put("tags", config.allTags());
    entry.put("meta", config.meta());
    return entry;
  }

  /**
   * As in dbt each of the two says what the other one means; the kind goes before the yes or no.
   */
  private static void storeFailures(Map<String, @Nullable Object> entry) {
    Object kind = entry.get("store_failures_as");
    Object stored = entry.get("store_failures");
    if (kind != null) {
      entry.put("store_failures", !kind.equals("ephemeral"));
    } else if (stored instanceof Boolean) {
      entry.put("store_failures_as", Boolean.TRUE.equals(stored) ? "table" : "ephemeral");
    }
  }

  /** A null is as good as a missing key, so the default stands. */
  private static void put(
      Map<String, @Nullable Object> entry, String key, @Nullable Object configured) {
    Object value = key.equals(STATIC_ANALYSIS) ? staticAnalysis(configured) : configured;
    if (value != null || !entry.containsKey(key)) {
      entry.put(key, value);
    }
  }

  /** Its values are words, of which YAML makes two a yes and a no. */
  static @Nullable Object staticAnalysis(@Nullable Object configured) {
    return configured instanceof Boolean on ? (on ? "on" : "off") : configured;
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
