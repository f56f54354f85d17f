package io.tidemark.project.config;

import io.tidemark.project.yaml.YamlEntry;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was configured in one place. Keys that dbt takes for one another ({@code pre_hook} and
 * {@code pre-hook}, {@code dbname} and {@code database}) are here under one name.
 *
 * @param origin where it was written
 * @param values by key, in the order in which they were written
 */
public record ConfigLayer(ConfigOrigin origin, Map<String, ConfigValue> values) {

  private static final Map<String, String> OTHER_NAMES =
      Map.of("pre_hook", "pre-hook", "post_hook", "post-hook", "dbname", "database");

  public ConfigLayer {
    Map<String, ConfigValue> canonical = new LinkedHashMap<>();
    values.forEach((key, value) -> canonical.put(canonicalName(key), value));
    values = Collections.unmodifiableMap(canonical);
  }

  /** A layer in which nothing is configured. */
  public static ConfigLayer empty(ConfigOrigin origin) {
    return new ConfigLayer(origin, Map.of());
  }

  /** The entries of a {@code config:} mapping in a properties file. */
  public static ConfigLayer of(ConfigOrigin origin, YamlMapping mapping) {
    Map<String, ConfigValue> values = new LinkedHashMap<>();
    for (YamlEntry entry : mapping.entries()) {
      values.put(entry.name(), new ConfigValue(entry.value().value(), entry.value().place()));
    }
    return new ConfigLayer(origin, values);
  }

  /** As {@link #of}, with its templates to be compared as they are written. */
  public static ConfigLayer withTemplates(ConfigOrigin origin, YamlMapping mapping) {
    Map<String, ConfigValue> values = new LinkedHashMap<>();
    for (YamlEntry entry : mapping.entries()) {
      YamlNode value = entry.value();
      values.put(entry.name(), new ConfigValue(value.value(), value.place(), value.written()));
    }
    return new ConfigLayer(origin, values);
  }

  /** The same without a key. */
  public ConfigLayer without(String key) {
    Map<String, ConfigValue> others = new LinkedHashMap<>(values);
    others.remove(canonicalName(key));
    return new ConfigLayer(origin, others);
  }

  /** The same, to be compared as what its templates come to. */
  public ConfigLayer asRendered() {
    Map<String, ConfigValue> rendered = new LinkedHashMap<>();
    values.forEach((key, one) -> rendered.put(key, new ConfigValue(one.value(), one.place())));
    return new ConfigLayer(origin, rendered);
  }

  /**
   * The same, to be compared as it is written.
   *
   * @param texts what is written, by key; a key that is not in it is compared as its value
   */
  public ConfigLayer asWritten(Map<String, String> texts) {
    Map<String, ConfigValue> written = new LinkedHashMap<>(values);
    texts.forEach(
        (key, text) ->
            written.computeIfPresent(
                canonicalName(key),
                (name, one) -> new ConfigValue(one.value(), one.place(), text)));
    return new ConfigLayer(origin, written);
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** The name under which a key is kept. */
  static String canonicalName(String key) {
    return OTHER_NAMES.getOrDefault(key, key);
  }
}
