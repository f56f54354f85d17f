package io.tidemark.graph;

import io.tidemark.project.yaml.YamlNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How fresh a source's table must be: what the table says goes before what its source says, and
 * that before the project's configuration.
 *
 * @param warnAfter null for never
 * @param errorAfter null for never
 * @param filter a condition for the rows that are looked at; null for all
 * @param loadedAtField the expression that tells when a row was loaded; null where none does
 * @param loadedAtQuery the query that tells the newest; a template; null where there is none
 */
public record FreshnessRule(
    @Nullable Threshold warnAfter,
    @Nullable Threshold errorAfter,
    @Nullable String filter,
    @Nullable String loadedAtField,
    @Nullable String loadedAtQuery) {

  /** So many of a period. */
  public record Threshold(long count, String period) {

    /** How long that is. */
    public Duration duration() {
      return switch (period) {
        case "minute" -> Duration.ofMinutes(count);
        case "hour" -> Duration.ofHours(count);
        default -> Duration.ofDays(count);
      };
    }

    /** As artifacts have it. */
    public Map<String, Object> values() {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("count", count);
      values.put("period", period);
      return values;
    }
  }

  /** The rule of a source's table; empty where nothing is asked of it. */
  public static Optional<FreshnessRule> of(SourceNode node) {
    Map<String, @Nullable Object> written = written(node).orElse(Map.of());
    Threshold warn = threshold(written.get("warn_after"));
    Threshold error = threshold(written.get("error_after"));
    if (warn == null && error == null) {
      return Optional.empty();
    }
    return Optional.of(
        new FreshnessRule(
            warn,
            error,
            text(written.get("filter")),
            first(
                node.table().loadedAtField(),
                node.source().loadedAtField(),
                node.config().get("loaded_at_field")),
            first(
                value(node.table().mapping().get("loaded_at_query")),
                value(node.source().mapping().get("loaded_at_query")),
                node.config().get("loaded_at_query"))));
  }

  /**
   * What is written of it, the more special over the more general. A threshold that is null is
   * switched off; empty where nothing is written, or the table says null.
   */
  public static Optional<Map<String, @Nullable Object>> written(SourceNode node) {
    YamlNode ofTable = node.table().freshness();
    if (ofTable != null && ofTable.value() == null) {
      return Optional.empty();
    }
    Map<String, @Nullable Object> written = new LinkedHashMap<>();
    put(written, node.config().get("freshness"));
    put(written, value(node.source().freshness()));
    put(written, value(ofTable));
    return written.isEmpty() && ofTable == null && node.source().freshness() == null
        ? Optional.empty()
        : Optional.of(written);
  }

  private static void put(Map<String, @Nullable Object> all, @Nullable Object written) {
    if (written instanceof Map<?, ?> map) {
      map.forEach((key, value) -> put(all, String.valueOf(key), value));
    }
  }

  /** As in dbt a threshold that is null is none; one that is empty is the more general one's. */
  private static void put(Map<String, @Nullable Object> all, String name, @Nullable Object value) {
    boolean threshold = name.endsWith("_after");
    if (value == null) {
      if (threshold) {
        all.put(name, null);
      }
    } else if (threshold && value instanceof Map<?, ?> own) {
      Map<Object, @Nullable Object> merged = new LinkedHashMap<>();
      if (all.get(name) instanceof Map<?, ?> general) {
        merged.putAll(general);
      }
      merged.putAll(own);
      all.put(name, merged);
    } else {
      all.put(name, value);
    }
  }

  private static @Nullable Threshold threshold(@Nullable Object written) {
    if (!(written instanceof Map<?, ?> map)
        || !(map.get("count") instanceof Number count)
        || map.get("period") == null) {
      return null;
    }
    return new Threshold(count.longValue(), String.valueOf(map.get("period")));
  }

  private static @Nullable String first(@Nullable Object... values) {
    for (Object value : values) {
      if (value != null) {
        return value.toString();
      }
    }
    return null;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static @Nullable Object value(@Nullable YamlNode node) {
    return node == null ? null : node.value();
  }
}
