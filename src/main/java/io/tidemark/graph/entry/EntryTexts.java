package io.tidemark.graph.entry;

import io.tidemark.graph.Descriptions;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.yaml.YamlMapping;
import io.tidemark.project.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the entries of all kinds are written with.
 *
 * @param descriptions renders descriptions; null where they stay as they are written
 * @param createdAt when the manifest was made, in seconds since 1970
 */
record EntryTexts(@Nullable Descriptions descriptions, double createdAt) {

  /** What is configured of a node where nobody has written it. */
  private static final Set<String> DEFAULTED = Set.of("enabled", "materialized", "schema");

  /** False for what is disabled: as in dbt that is only kept as it was read. */
  boolean rendered() {
    return descriptions != null;
  }

  String description(String text, String packageName) {
    return descriptions == null ? text : descriptions.of(text, packageName);
  }

  List<String> docBlocks(String text, String packageName) {
    return descriptions == null ? List.of() : descriptions.blocks(text, packageName);
  }

  /** What was set anywhere, merged; texts that were templates as they came out. */
  static Map<String, @Nullable Object> configured(NodeConfig config) {
    Map<String, @Nullable Object> configured = new LinkedHashMap<>();
    config.values().forEach((key, value) -> configured.put(key, value.value()));
    return configured;
  }

  /**
   * What was set anywhere, as dbt compares it: of each key only what the most specific place says,
   * and what {@code dbt_project.yml} says with its templates as they stand there; other places too
   * where the project wants it so.
   */
  static Map<String, @Nullable Object> unrendered(NodeConfig config) {
    Map<String, @Nullable Object> unrendered = new LinkedHashMap<>();
    config
        .values()
        .forEach(
            (key, value) -> {
              if (value.place() != null || !DEFAULTED.contains(key)) {
                unrendered.put(key, value.written());
              }
            });
    return unrendered;
  }

  /** The value of a key; null where it is missing. */
  static @Nullable Object value(YamlMapping mapping, String key) {
    return value(mapping.get(key));
  }

  static @Nullable Object value(@Nullable YamlNode node) {
    return node == null ? null : node.value();
  }

  static @Nullable String text(YamlMapping mapping, String key) {
    Object value = value(mapping, key);
    return value == null ? null : value.toString();
  }

  static Map<String, Object> dependsOn(List<String> macros, List<String> nodes) {
    Map<String, Object> dependsOn = new LinkedHashMap<>();
    dependsOn.put("macros", macros);
    dependsOn.put("nodes", nodes);
    return dependsOn;
  }
}
