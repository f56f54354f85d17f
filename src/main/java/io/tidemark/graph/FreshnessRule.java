package io.tidemark.graph;

import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How fresh a source's table must be: what the table says goes before what its source says, and
 * that before the project's configuration; of each its {@code config} before what is beside that.
 *
 * @param warnAfter null for never
 * @param errorAfter null for never
 * @param filter a condition for the rows that are looked at; null for all
 * @param loadedAtField the expression that tells when a row was loaded; null where none does
 * @param loadedAtQuery the query that tells the newest; a template; null where there is none
 * @param criteria {@code warn_after}, {@code error_after} and {@code filter} as artifacts have them
 */
public record FreshnessRule(
    @Nullable Threshold warnAfter,
    @Nullable Threshold errorAfter,
    @Nullable String filter,
    @Nullable String loadedAtField,
    @Nullable String loadedAtQuery,
    Map<String, @Nullable Object> criteria) {

  private static final String FIELD = "loaded_at_field";
  private static final String QUERY = "loaded_at_query";

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
            loadedAtField(node),
            loadedAtQuery(node),
            criteria(written)));
  }

  /** As artifacts have them: a threshold that is switched off is null, one not there is empty. */
  public static Map<String, @Nullable Object> criteria(Map<String, @Nullable Object> written) {
    Map<String, @Nullable Object> criteria = new LinkedHashMap<>();
    for (String name : List.of("warn_after", "error_after")) {
      boolean off = written.containsKey(name) && written.get(name) == null;
      Map<?, ?> own = written.get(name) instanceof Map<?, ?> map ? map : Map.of();
      Map<String, @Nullable Object> threshold = new LinkedHashMap<>();
      threshold.put("count", own.get("count"));
      threshold.put("period", own.get("period"));
      criteria.put(name, off ? null : threshold);
    }
    criteria.put("filter", written.get("filter"));
    return criteria;
  }

  /** What tells when a row was loaded, as SQL; null where nothing does, or the query does. */
  public static @Nullable String loadedAtField(SourceNode node) {
    return asked(node, FIELD);
  }

  /** The query that tells when the newest row was loaded, a template; null where none does. */
  public static @Nullable String loadedAtQuery(SourceNode node) {
    return asked(node, QUERY);
  }

  /**
   * As in dbt a table that names one of the two, also in its config, or says of the field that
   * there is none, has nothing of its source's; what the project configures counts where neither
   * names one. Where both are named the query decides.
   */
  private static @Nullable String asked(SourceNode node, String key) {
    YamlMapping table = node.table().mapping();
    boolean ofTable =
        table.has(FIELD) || named(table, FIELD) != null || named(table, QUERY) != null;
    YamlMapping written = ofTable ? table : node.source().mapping();
    boolean none = named(written, FIELD) == null && named(written, QUERY) == null;
    return text(none ? node.config().get(key) : named(written, key));
  }

  /** What stands beside {@code config} goes before what stands in it. */
  private static @Nullable Object named(YamlMapping entry, String key) {
    boolean beside = value(entry.get(FIELD)) != null || value(entry.get(QUERY)) != null;
    if (beside) {
      return value(entry.get(key));
    }
    return entry.get("config") instanceof YamlMapping config ? value(config.get(key)) : null;
  }

  /**
   * What is written of it, the more special over the more general. A threshold that is null is
   * switched off; empty where nothing is written, or {@link #off(SourceNode) all of it is off}.
   */
  public static Optional<Map<String, @Nullable Object>> written(SourceNode node) {
    Map<String, @Nullable Object> written = new LinkedHashMap<>();
    if (collected(node, written)) {
      return Optional.empty();
    }
    return written.isEmpty()
            && node.table().freshness() == null
            && node.source().freshness() == null
        ? Optional.empty()
        : Optional.of(written);
  }

  /** Whether null is written for it, and nothing more special after it. */
  public static boolean off(SourceNode node) {
    return collected(node, new LinkedHashMap<>());
  }

  /**
   * Collects what is written, the more special over the more general: what stands in {@code config}
   * goes before what stands beside it. As in dbt a null takes back what is more general.
   *
   * @return whether null has the last word
   */
  private static boolean collected(SourceNode node, Map<String, @Nullable Object> written) {
    put(written, node.config().get("freshness"));
    boolean off = false;
    for (YamlNode place :
        Arrays.asList(
            node.source().freshness(),
            configured(node.source().mapping()),
            node.table().freshness(),
            configured(node.table().mapping()))) {
      Object value = value(place);
      if (place != null && value == null) {
        off = true;
        written.clear();
      } else if (!off || hasThreshold(value)) {
        off = false;
        put(written, value);
      }
    }
    return off;
  }

  private static boolean hasThreshold(@Nullable Object written) {
    return written instanceof Map<?, ?> map
        && (map.get("warn_after") != null || map.get("error_after") != null);
  }

  private static @Nullable YamlNode configured(YamlMapping entry) {
    return entry.get("config") instanceof YamlMapping config ? config.get("freshness") : null;
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
    if (!(written instanceof Map<?, ?> map)) {
      return null;
    }
    Object count = map.get("count");
    if (count == null || map.get("period") == null) {
      return null;
    }
    // As in dbt a configured count may be a text; its shape has been checked.
    return new Threshold(
        count instanceof Number number ? number.longValue() : Long.parseLong(count.toString()),
        String.valueOf(map.get("period")));
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static @Nullable Object value(@Nullable YamlNode node) {
    return node == null ? null : node.value();
  }
}
