package io.tidemark.graph;

import io.tidemark.project.config.Hook;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.properties.NodeProperties;
import io.tidemark.template.RefCall;
import io.tidemark.template.relation.ColumnApi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What templates know as {@code model}, by dbt's names: more of it the more is known. */
public final class ModelValues {

  private ModelValues() {}

  /** What is known from the file, and the configuration as far as it is known. */
  public static Map<String, @Nullable Object> of(Draft draft, NodeConfig config) {
    SourceFile file = draft.file();
    Map<String, @Nullable Object> model = new LinkedHashMap<>();
    model.put("unique_id", draft.uniqueId());
    model.put("name", draft.name());
    model.put("resource_type", draft.type().dbtName());
    model.put("package_name", draft.packageName());
    model.put("path", draft.path());
    model.put("original_file_path", file.path());
    model.put("fqn", draft.fqn());
    model.put(
        "tags",
        draft.detail() instanceof NodeDetail.GenericTest test ? test.tags() : config.tags());
    model.put("raw_code", file.text().strip());
    model.put("description", draft.properties() == null ? "" : draft.properties().description());
    model.put("language", file.isPython() ? "python" : "sql");
    model.put("config", config(config));
    Object version = draft.detail() instanceof NodeDetail.Model one ? one.version() : null;
    if (version != null) {
      model.put("version", version);
    }
    if (draft.detail() instanceof NodeDetail.Function function) {
      model.putAll(function.values());
    }
    return model;
  }

  /** With the relation that it becomes, and the batch that is being done, if it has batches. */
  public static Map<String, @Nullable Object> of(Node node, @Nullable Microbatch batch) {
    NodeConfig config = batch == null ? node.config() : node.config().with(batch.configuration());
    Map<String, @Nullable Object> model = of(Draft.of(node), config);
    NodeProperties properties = node.properties();
    Map<String, Map<String, @Nullable Object>> columns =
        ColumnValues.of(properties == null ? List.of() : properties.columns());
    if (!Boolean.FALSE.equals(node.config().mapping("contract").get("alias_types"))) {
      // As in dbt, a contract may promise a "string".
      columns
          .values()
          .forEach(
              column ->
                  column.computeIfPresent(
                      "data_type", (key, type) -> ColumnApi.translated(type.toString())));
    }
    model.put("tags", node.tags());
    if (node.detail() instanceof NodeDetail.RunHook hook) {
      model.put("index", hook.index());
      model.put("raw_code", hook.sql());
    }
    model.put("columns", columns);
    model.put(
        "constraints",
        ColumnValues.constraints(properties == null ? List.of() : properties.constraints()));
    model.put("alias", node.relation().asWritten().name());
    model.put("schema", node.relation().asWritten().schema());
    model.put("database", node.relation().asWritten().database());
    if (batch != null) {
      model.put("batch", batch.values());
    }
    facts(node, config, model);
    Map<String, Object> dependsOn = new LinkedHashMap<>();
    dependsOn.put("macros", List.copyOf(node.parsed().macros()));
    dependsOn.put("nodes", List.copyOf(node.dependsOn()));
    model.put("depends_on", dependsOn);
    return model;
  }

  /** What dbt's own model has beside; as there, nothing that is null. */
  private static void facts(Node node, NodeConfig configured, Map<String, @Nullable Object> model) {
    Map<String, @Nullable Object> config = ConfigDefaults.of(node.type());
    config.values().removeIf(Objects::isNull);
    config(configured).forEach((key, value) -> putKnown(config, key, value));
    if (config.get("docs") instanceof Map<?, ?> docs) {
      Map<Object, @Nullable Object> known = new LinkedHashMap<>(docs);
      known.values().removeIf(Objects::isNull);
      config.put("docs", known);
    }
    config.put("pre-hook", hooks(node.config().preHooks()));
    config.put("post-hook", hooks(node.config().postHooks()));
    model.put("config", config);
    model.put("meta", node.config().meta());
    model.put("contract", config.get("contract"));
    model.put("docs", config.get("docs"));
    model.put("refs", node.parsed().refs().stream().map(ModelValues::ref).toList());
    model.put(
        "sources",
        node.parsed().sources().stream()
            .map(call -> List.of(call.source(), call.table()))
            .toList());
    model.put("metrics", List.of());
    model.put("functions", List.of());
    Map<String, Object> checksum = new LinkedHashMap<>();
    checksum.put("name", node.file().checksum().name());
    checksum.put("checksum", node.file().checksum().value());
    model.put("checksum", checksum);
    if (node.becomesRelation()) {
      model.put("relation_name", node.relation().writtenSql());
    }
    if (node.detail() instanceof NodeDetail.Model detail) {
      model.put("access", detail.access());
    }
    putKnown(model, "group", node.group());
  }

  private static void putKnown(
      Map<String, @Nullable Object> values, String key, @Nullable Object value) {
    if (value != null) {
      boolean merges = key.equals("docs") || key.equals("contract");
      values.put(key, merges ? merged(values, key, value) : value);
    }
  }

  /** A mapping on top of its defaults. */
  private static Object merged(Map<String, @Nullable Object> values, String key, Object written) {
    Map<Object, @Nullable Object> merged = new LinkedHashMap<>();
    for (Object part : new Object[] {values.get(key), written}) {
      if (part instanceof Map<?, ?> map) {
        map.forEach((name, value) -> merged.put(name, value));
      }
    }
    merged.values().removeIf(Objects::isNull);
    return merged;
  }

  private static List<Map<String, Object>> hooks(List<Hook> hooks) {
    List<Map<String, Object>> values = new ArrayList<>();
    for (Hook hook : hooks) {
      Map<String, Object> value = new LinkedHashMap<>();
      value.put("sql", hook.sql());
      value.put("transaction", hook.transaction());
      values.add(value);
    }
    return values;
  }

  private static Map<String, Object> ref(RefCall call) {
    Map<String, Object> ref = new LinkedHashMap<>();
    ref.put("name", call.name());
    if (call.packageName() != null) {
      ref.put("package", call.packageName());
    }
    Object version = call.versionValue();
    if (version != null) {
      ref.put("version", version);
    }
    return ref;
  }

  private static Map<String, @Nullable Object> config(NodeConfig config) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    config.values().forEach((key, value) -> values.put(key, value.value()));
    values.put("materialized", config.materialized());
    values.put("enabled", config.enabled());
    values.put("tags", config.allTags());
    values.put("meta", config.meta());
    return values;
  }
}
