package io.tidemark.graph.entry;

import io.tidemark.graph.FreshnessRule;
import io.tidemark.graph.SourceNode;
import io.tidemark.project.config.ConfigValue;
import io.tidemark.project.config.Quoting;
import io.tidemark.project.properties.SourceDefinition;
import io.tidemark.project.properties.SourceTable;
import io.tidemark.project.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table of a source as the manifest has it. */
final class SourceEntry {

  private final EntryTexts texts;

  SourceEntry(EntryTexts texts) {
    this.texts = texts;
  }

  Map<String, @Nullable Object> of(SourceNode node) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    SourceDefinition source = node.source();
    SourceTable table = node.table();
    entry.put("database", node.relation().asWritten().database());
    entry.put("schema", node.relation().asWritten().schema());
    entry.put("name", node.name());
    entry.put("resource_type", node.type().dbtName());
    entry.put("package_name", node.packageName());
    entry.put("path", node.originalPath());
    entry.put("original_file_path", node.originalPath());
    entry.put("unique_id", node.uniqueId());
    entry.put("fqn", node.fqn());
    entry.put("source_name", source.name());
    entry.put("source_description", texts.description(source.description(), node.packageName()));
    entry.put("loader", source.loader());
    entry.put("identifier", node.relation().asWritten().name());
    entry.put("quoting", quoting(table.quoting()));
    entry.put("loaded_at_field", FreshnessRule.loadedAtField(node));
    entry.put("loaded_at_query", FreshnessRule.loadedAtQuery(node));
    entry.put("freshness", freshness(node));
    entry.put("external", value(table.mapping().get("external")));
    entry.put("description", texts.description(table.description(), node.packageName()));
    entry.put("columns", ColumnEntries.columns(table.columns(), texts, node.packageName()));
    entry.put("meta", node.config().meta());
    entry.put("source_meta", sourceMeta(source));
    entry.put("tags", node.tags());
    entry.put("config", config(node));
    entry.put("patch_path", null);
    entry.put("unrendered_config", unrendered(node));
    entry.put("relation_name", node.relation().writtenSql(node.named()));
    entry.put("created_at", texts.createdAt());
    entry.put("unrendered_database", written(source, "database"));
    entry.put("unrendered_schema", written(source, "schema"));
    entry.put("doc_blocks", texts.docBlocks(table.description(), node.packageName()));
    return entry;
  }

  private static Map<String, @Nullable Object> config(SourceNode node) {
    Map<String, @Nullable Object> config = configured(node);
    config.put("enabled", node.config().enabled());
    config.put("event_time", node.config().string("event_time"));
    config.put(
        ConfigEntry.STATIC_ANALYSIS,
        ConfigEntry.staticAnalysis(node.config().get(ConfigEntry.STATIC_ANALYSIS)));
    config.put("freshness", freshness(node));
    config.put("loaded_at_field", FreshnessRule.loadedAtField(node));
    config.put("loaded_at_query", FreshnessRule.loadedAtQuery(node));
    config.put("meta", node.config().meta());
    config.put("tags", node.tags());
    return config;
  }

  /**
   * As in dbt what is about data's age, and what all have, is there where nothing is written too.
   */
  private static Map<String, @Nullable Object> unrendered(SourceNode node) {
    Map<String, @Nullable Object> unrendered = EntryTexts.unrendered(node.config());
    if (FreshnessRule.off(node) || FreshnessRule.written(node).isPresent()) {
      unrendered.put("freshness", freshness(node));
    }
    unrendered.put("loaded_at_field", FreshnessRule.loadedAtField(node));
    unrendered.put("loaded_at_query", FreshnessRule.loadedAtQuery(node));
    unrendered.putIfAbsent("meta", Map.of());
    unrendered.putIfAbsent("tags", List.of());
    return unrendered;
  }

  private static Map<String, @Nullable Object> configured(SourceNode node) {
    Map<String, @Nullable Object> configured = new LinkedHashMap<>();
    node.config().values().forEach((key, value) -> configured.put(key, value.value()));
    return configured;
  }

  private static Map<String, @Nullable Object> quoting(Quoting quoting) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("database", quoting.database());
    entry.put("schema", quoting.schema());
    entry.put("identifier", quoting.identifier());
    entry.put("column", null);
    return entry;
  }

  private static @Nullable Map<String, @Nullable Object> freshness(SourceNode node) {
    if (FreshnessRule.off(node)) {
      return null;
    }
    return FreshnessRule.criteria(FreshnessRule.written(node).orElse(Map.of()));
  }

  private static Object sourceMeta(SourceDefinition source) {
    ConfigValue meta = source.config().values().get("meta");
    return meta == null || meta.value() == null ? Map.of() : meta.value();
  }

  private static @Nullable Object written(SourceDefinition source, String key) {
    YamlNode node = source.mapping().get(key);
    return node == null ? null : node.written();
  }

  private static @Nullable Object value(@Nullable YamlNode node) {
    return node == null ? null : node.value();
  }
}
