package io.tidemark.report.artifact;

import io.tidemark.graph.Declaration;
import io.tidemark.graph.Manifest;
import io.tidemark.graph.Node;
import io.tidemark.graph.ResourceType;
import io.tidemark.graph.entry.Entries;
import io.tidemark.graph.semantic.TimeSpine;
import io.tidemark.report.console.MaskedData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code semantic_manifest.json}: what MetricFlow reads of a project. Tidemark computes no metrics
 * itself. The shape is that of the package dbt-semantic-interfaces ({@code
 * PydanticSemanticManifest}).
 */
public final class SemanticManifest {

  /** The file's name. */
  public static final String FILE_NAME = "semantic_manifest.json";

  private static final List<String> MODEL =
      List.of(
          "name",
          "defaults",
          "description",
          "node_relation",
          "primary_entity",
          "entities",
          "measures",
          "dimensions",
          "label",
          "metadata");

  private static final List<String> METRIC =
      List.of(
          "name",
          "description",
          "type",
          "type_params",
          "filter",
          "metadata",
          "label",
          "time_granularity");

  private static final List<String> SAVED_QUERY =
      List.of("name", "query_params", "description", "metadata", "label", "exports", "tags");

  private final ManifestInput input;
  private final Entries entries;

  /** Of what the manifest is made of. */
  public SemanticManifest(ManifestInput input) {
    this.input = input;
    this.entries = input.entries();
  }

  /**
   * Writes it, all or nothing.
   *
   * @throws IOException if it can't be written
   */
  public void write(Path path) throws IOException {
    Map<String, @Nullable Object> content = new LinkedHashMap<>();
    content.put("semantic_models", all(ResourceType.SEMANTIC_MODEL, MODEL));
    content.put("metrics", all(ResourceType.METRIC, METRIC));
    content.put("project_configuration", configuration());
    content.put("saved_queries", all(ResourceType.SAVED_QUERY, SAVED_QUERY));
    ArtifactFile.write(path, new MaskedData(input.invocation().mask()::maskKnown).of(content));
  }

  private List<Map<String, @Nullable Object>> all(ResourceType type, List<String> keys) {
    List<Map<String, @Nullable Object>> all = new ArrayList<>();
    for (Declaration one : input.manifest().declarations(type).values()) {
      Map<String, @Nullable Object> entry = entries.of(one);
      Map<String, @Nullable Object> kept = new LinkedHashMap<>();
      keys.forEach(key -> kept.put(key, entry.get(key)));
      if (type != ResourceType.SAVED_QUERY) {
        kept.put("config", Map.of("meta", one.config().meta()));
      }
      all.add(kept);
    }
    return all;
  }

  private Map<String, @Nullable Object> configuration() {
    Manifest manifest = input.manifest();
    List<Map<String, @Nullable Object>> spines = new ArrayList<>();
    List<Map<String, Object>> byName = new ArrayList<>();
    boolean used = !manifest.declarations(ResourceType.SEMANTIC_MODEL).isEmpty();
    for (Node model : manifest.models().values()) {
      TimeSpine spine = TimeSpine.of(model).orElse(null);
      if (spine != null) {
        spines.add(spine(spine));
      } else if (used && model.name().equals(TimeSpine.BY_NAME)) {
        Map<String, Object> legacy = new LinkedHashMap<>();
        legacy.put("location", model.relation().sql());
        legacy.put("column_name", "date_day");
        legacy.put("grain", "day");
        byName.add(legacy);
      }
    }
    Map<String, @Nullable Object> configuration = new LinkedHashMap<>();
    configuration.put("time_spine_table_configurations", byName);
    configuration.put("metadata", null);
    configuration.put(
        "dsi_package_version",
        Map.of("major_version", "0", "minor_version", "9", "patch_version", "0"));
    configuration.put("time_spines", spines);
    return configuration;
  }

  private static Map<String, @Nullable Object> spine(TimeSpine spine) {
    Node model = spine.model();
    Map<String, @Nullable Object> relation = new LinkedHashMap<>();
    relation.put("alias", model.relation().name());
    relation.put("schema_name", model.relation().schema());
    relation.put("database", model.relation().database());
    relation.put("relation_name", model.relation().sql());
    Map<String, @Nullable Object> column = new LinkedHashMap<>();
    column.put("name", spine.column());
    column.put("time_granularity", spine.granularity());
    List<Map<String, @Nullable Object>> custom = new ArrayList<>();
    spine
        .custom()
        .forEach(
            (name, in) -> {
              Map<String, @Nullable Object> one = new LinkedHashMap<>();
              one.put("name", name);
              one.put("column_name", in);
              custom.add(one);
            });
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("node_relation", relation);
    entry.put("primary_column", column);
    entry.put("custom_granularities", custom);
    return entry;
  }
}
