package io.tidemark.graph.entry;

import io.tidemark.graph.Declaration;
import io.tidemark.graph.Manifest;
import io.tidemark.graph.Node;
import io.tidemark.graph.ResourceType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An exposure, group, metric, semantic model or saved query as the manifest has it. */
final class DeclarationEntry {

  private final EntryTexts texts;
  private final Manifest manifest;

  DeclarationEntry(EntryTexts texts, Manifest manifest) {
    this.texts = texts;
    this.manifest = manifest;
  }

  Map<String, @Nullable Object> of(Declaration one) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("name", one.name());
    entry.put("resource_type", one.type().dbtName());
    entry.put("package_name", one.packageName());
    entry.put("path", one.originalPath().replaceFirst("^[^/]*/", ""));
    entry.put("original_file_path", one.originalPath());
    entry.put("unique_id", one.uniqueId());
    if (one.type() == ResourceType.GROUP) {
      group(one, entry);
      return entry;
    }
    entry.put("fqn", one.fqn());
    entry.put("description", description(one));
    entry.put("label", EntryTexts.text(one.mapping(), "label"));
    entry.put("config", config(one));
    entry.put("unrendered_config", EntryTexts.unrendered(one.config()));
    entry.put("created_at", texts.createdAt());
    entry.put("depends_on", EntryTexts.dependsOn(List.of(), one.dependsOn()));
    entry.put("refs", refs(one));
    switch (one.type()) {
      case EXPOSURE -> exposure(one, entry);
      case METRIC -> metric(one, entry);
      case SEMANTIC_MODEL -> semanticModel(one, entry);
      case SAVED_QUERY -> savedQuery(one, entry);
      default -> throw new IllegalArgumentException(one.uniqueId());
    }
    return entry;
  }

  /** What is not written is an empty text where dbt's own default is one, else null. */
  private @Nullable String description(Declaration one) {
    String written = EntryTexts.text(one.mapping(), "description");
    if (written != null) {
      return texts.description(written, one.packageName());
    }
    return switch (one.type()) {
      case EXPOSURE, METRIC -> "";
      default -> null;
    };
  }

  private void group(Declaration one, Map<String, @Nullable Object> entry) {
    entry.put("owner", owner(one));
    // As in dbt, which renders the description of everything but a group.
    entry.put("description", EntryTexts.text(one.mapping(), "description"));
    Map<String, @Nullable Object> config = EntryTexts.configured(one.config());
    config.put("meta", one.config().meta());
    entry.put("config", config);
  }

  private static Map<String, @Nullable Object> owner(Declaration one) {
    Map<String, @Nullable Object> owner = new LinkedHashMap<>();
    owner.put("email", null);
    owner.put("name", null);
    if (EntryTexts.value(one.mapping(), "owner") instanceof Map<?, ?> written) {
      written.forEach((key, value) -> owner.put(String.valueOf(key), value));
    }
    return owner;
  }

  private static Map<String, @Nullable Object> config(Declaration one) {
    Map<String, @Nullable Object> config = EntryTexts.configured(one.config());
    config.put("enabled", one.config().enabled());
    config.put("meta", one.config().meta());
    switch (one.type()) {
      case EXPOSURE -> config.put("tags", sorted(one.tags()));
      case SAVED_QUERY -> {
        config.putIfAbsent("group", null);
        config.putIfAbsent("export_as", null);
        config.putIfAbsent("schema", null);
        config.putIfAbsent("cache", Map.of("enabled", false));
      }
      default -> config.putIfAbsent("group", null);
    }
    return config;
  }

  /** The nodes among what it depends on, as calls: an exposure's as they are written. */
  private List<Map<String, @Nullable Object>> refs(Declaration one) {
    if (one.type() == ResourceType.EXPOSURE) {
      return one.refs().stream().map(NodeEntry::ref).toList();
    }
    List<Map<String, @Nullable Object>> refs = new ArrayList<>();
    for (String id : one.dependsOn()) {
      Node node = manifest.nodes().get(id);
      if (node != null) {
        Map<String, @Nullable Object> ref = new LinkedHashMap<>();
        ref.put("name", node.name());
        ref.put("package", null);
        ref.put("version", null);
        refs.add(ref);
      }
    }
    return refs;
  }

  private void exposure(Declaration one, Map<String, @Nullable Object> entry) {
    entry.put("type", EntryTexts.text(one.mapping(), "type"));
    entry.put("owner", owner(one));
    entry.put("maturity", EntryTexts.text(one.mapping(), "maturity"));
    entry.put("meta", one.config().meta());
    entry.put("tags", sorted(one.tags()));
    entry.put("url", EntryTexts.text(one.mapping(), "url"));
    List<List<String>> sources =
        one.sources().stream().map(call -> List.of(call.source(), call.table())).toList();
    List<List<String>> metrics = new ArrayList<>();
    for (String id : one.dependsOn()) {
      Declaration metric = manifest.declarations().get(id);
      if (metric != null) {
        metrics.add(List.of(metric.name()));
      }
    }
    entry.put("sources", sources);
    entry.put("metrics", metrics);
  }

  private void metric(Declaration one, Map<String, @Nullable Object> entry) {
    entry.put("label", labelled(one));
    entry.put("type", SemanticValues.word(EntryTexts.text(one.mapping(), "type")));
    entry.put(
        "type_params",
        new MetricParams(manifest).of(EntryTexts.value(one.mapping(), "type_params"), one));
    entry.put("filter", SemanticValues.filter(EntryTexts.value(one.mapping(), "filter")));
    entry.put("metadata", null);
    entry.put("time_granularity", EntryTexts.text(one.mapping(), "time_granularity"));
    Object meta = EntryTexts.value(one.mapping(), "meta");
    boolean configured = !one.config().meta().isEmpty();
    entry.put("meta", configured || meta == null ? one.config().meta() : meta);
    entry.put("tags", one.tags());
    entry.put("sources", List.of());
    entry.put("refs", List.of());
    entry.put("metrics", List.of());
    entry.put("group", one.config().string("group"));
  }

  private static String labelled(Declaration one) {
    String label = EntryTexts.text(one.mapping(), "label");
    return label == null ? one.name() : label;
  }

  private void semanticModel(Declaration one, Map<String, @Nullable Object> entry) {
    entry.put("model", EntryTexts.text(one.mapping(), "model"));
    Node model = one.dependsOn().isEmpty() ? null : manifest.nodes().get(one.dependsOn().get(0));
    entry.put("node_relation", model == null ? null : relation(model));
    Map<String, @Nullable Object> defaults = new LinkedHashMap<>();
    defaults.put("agg_time_dimension", null);
    Object written = EntryTexts.value(one.mapping(), "defaults");
    if (written instanceof Map<?, ?> map) {
      defaults.put("agg_time_dimension", map.get("agg_time_dimension"));
    }
    entry.put("defaults", written == null ? null : defaults);
    entry.put(
        "entities",
        described(
            SemanticValues.elements(
                EntryTexts.value(one.mapping(), "entities"),
                List.of("name", "type", "description", "label", "role", "expr")),
            one));
    entry.put(
        "measures",
        described(SemanticValues.measures(EntryTexts.value(one.mapping(), "measures")), one));
    entry.put(
        "dimensions",
        described(SemanticValues.dimensions(EntryTexts.value(one.mapping(), "dimensions")), one));
    entry.put("metadata", null);
    entry.put("primary_entity", EntryTexts.text(one.mapping(), "primary_entity"));
    entry.put("group", one.config().string("group"));
  }

  private static Map<String, @Nullable Object> relation(Node model) {
    Map<String, @Nullable Object> relation = new LinkedHashMap<>();
    relation.put("alias", model.relation().asWritten().name());
    relation.put("schema_name", model.relation().asWritten().schema());
    relation.put("database", model.relation().asWritten().database());
    relation.put("relation_name", model.ephemeral() ? null : model.relation().writtenSql());
    return relation;
  }

  private void savedQuery(Declaration one, Map<String, @Nullable Object> entry) {
    entry.put(
        "query_params",
        SemanticValues.queryParams(EntryTexts.value(one.mapping(), "query_params")));
    entry.put("exports", SemanticValues.exports(one));
    entry.put("metadata", null);
    entry.put("group", one.config().string("group"));
    entry.put("tags", sorted(one.tags()));
  }

  /** As dbt has the tags of what is no node. */
  private static List<String> sorted(List<String> tags) {
    return tags.stream().distinct().sorted().toList();
  }

  /** An element's own meta goes over what is configured of the whole model. */
  private List<Map<String, @Nullable Object>> described(
      List<Map<String, @Nullable Object>> elements, Declaration one) {
    for (Map<String, @Nullable Object> element : elements) {
      if (element.get("description") instanceof String text) {
        element.put("description", texts.description(text, one.packageName()));
      }
      Map<Object, @Nullable Object> meta = new LinkedHashMap<>(one.config().meta());
      if (element.get("config") instanceof Map<?, ?> config
          && config.get("meta") instanceof Map<?, ?> own) {
        meta.putAll(own);
      }
      element.put("config", Map.of("meta", meta));
    }
    return elements;
  }
}
