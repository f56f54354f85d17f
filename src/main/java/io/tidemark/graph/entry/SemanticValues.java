package io.tidemark.graph.entry;

import io.tidemark.graph.Declaration;
import io.tidemark.graph.Export;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parts of semantic models, metrics and saved queries, with every key that dbt has. */
final class SemanticValues {

  private static final Pattern WINDOW = Pattern.compile("\\s*(\\d+)\\s+(\\w+?)(s?)\\s*");

  /** Keys whose values are words of dbt's own. */
  private static final Set<String> WORDS =
      Set.of("type", "agg", "time_granularity", "window_choice");

  private SemanticValues() {}

  /** A filter, or several that all hold. */
  static @Nullable Map<String, Object> filter(@Nullable Object written) {
    if (written == null) {
      return null;
    }
    List<Object> filters = new ArrayList<>();
    for (Object one : list(written)) {
      filters.add(Map.of("where_sql_template", String.valueOf(one)));
    }
    return Map.of("where_filters", filters);
  }

  /** {@code 28 days} as a number and a granularity. */
  static @Nullable Map<String, Object> window(@Nullable Object written) {
    Matcher window =
        WINDOW.matcher(written == null ? "" : written.toString().toLowerCase(Locale.ROOT));
    if (!window.matches()) {
      return null;
    }
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("count", Integer.valueOf(window.group(1)));
    entry.put("granularity", window.group(2));
    return entry;
  }

  /** Elements with these keys and their {@code config}. */
  static List<Map<String, @Nullable Object>> elements(@Nullable Object written, List<String> keys) {
    List<Map<String, @Nullable Object>> entries = new ArrayList<>();
    for (Object one : list(written)) {
      if (one instanceof Map<?, ?> map) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        keys.forEach(
            key -> entry.put(key, WORDS.contains(key) ? word(map.get(key)) : text(map.get(key))));
        Object meta = map.get("config") instanceof Map<?, ?> config ? config.get("meta") : null;
        entry.put("config", Map.of("meta", meta == null ? Map.of() : meta));
        entries.add(entry);
      }
    }
    return entries;
  }

  static List<Map<String, @Nullable Object>> measures(@Nullable Object written) {
    List<Map<String, @Nullable Object>> entries =
        elements(
            written, List.of("name", "agg", "description", "label", "expr", "agg_time_dimension"));
    eachWith(
        entries,
        written,
        (entry, map) -> {
          // As in dbt, which has made the metric and forgets that it was asked for.
          entry.put("create_metric", false);
          entry.put(
              "agg_params",
              withDefaults(
                  map.get("agg_params"),
                  List.of("percentile", "use_discrete_percentile", "use_approximate_percentile")));
          entry.put(
              "non_additive_dimension",
              withDefaults(
                  map.get("non_additive_dimension"),
                  List.of("name", "window_choice", "window_groupings")));
        });
    return entries;
  }

  static List<Map<String, @Nullable Object>> dimensions(@Nullable Object written) {
    List<Map<String, @Nullable Object>> entries =
        elements(written, List.of("name", "type", "description", "label", "expr"));
    eachWith(
        entries,
        written,
        (entry, map) -> {
          entry.put("is_partition", Boolean.TRUE.equals(map.get("is_partition")));
          entry.put(
              "type_params",
              withDefaults(map.get("type_params"), List.of("time_granularity", "validity_params")));
          entry.put("metadata", null);
        });
    return entries;
  }

  private interface Completion {
    void complete(Map<String, @Nullable Object> entry, Map<?, ?> written);
  }

  private static void eachWith(
      List<Map<String, @Nullable Object>> entries,
      @Nullable Object written,
      Completion completion) {
    int at = 0;
    for (Object one : list(written)) {
      if (one instanceof Map<?, ?> map) {
        completion.complete(entries.get(at++), map);
      }
    }
  }

  static Map<String, @Nullable Object> queryParams(@Nullable Object written) {
    Map<?, ?> map = written instanceof Map<?, ?> params ? params : Map.of();
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    for (String key : List.of("metrics", "group_by", "order_by")) {
      entry.put(key, list(map.get(key)).stream().map(String::valueOf).toList());
    }
    entry.put("where", filter(map.get("where")));
    entry.put("limit", map.get("limit"));
    return entry;
  }

  static List<Map<String, @Nullable Object>> exports(Declaration query) {
    List<Map<String, @Nullable Object>> entries = new ArrayList<>();
    for (Export export : query.exports()) {
      Map<String, @Nullable Object> config = new LinkedHashMap<>();
      config.put("export_as", export.exportAs());
      config.put("schema_name", export.schema());
      config.put("alias", export.alias());
      config.put("database", export.database());
      Map<String, @Nullable Object> entry = new LinkedHashMap<>();
      entry.put("name", export.name());
      entry.put("config", config);
      entry.put("unrendered_config", export.written());
      entries.add(entry);
    }
    return entries;
  }

  /** The keys as they are written; null where nothing is written at all. */
  static @Nullable Map<String, @Nullable Object> withDefaults(
      @Nullable Object written, List<String> keys) {
    if (!(written instanceof Map<?, ?> map)) {
      return null;
    }
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    for (String key : keys) {
      Object value = map.get(key);
      boolean flag = key.startsWith("use_");
      entry.put(key, flag ? Boolean.TRUE.equals(value) : WORDS.contains(key) ? word(value) : value);
      if (key.equals("window_groupings") && value == null) {
        entry.put(key, List.of());
      }
    }
    return entry;
  }

  /** One of dbt's words, which may be written in capitals. */
  static @Nullable String word(@Nullable Object value) {
    return value == null ? null : value.toString().toLowerCase(Locale.ROOT);
  }

  static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  static List<?> list(@Nullable Object written) {
    if (written == null) {
      return List.of();
    }
    return written instanceof List<?> list ? list : List.of(written);
  }
}
