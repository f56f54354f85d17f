package io.tidemark.graph;

import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.properties.NodeProperties;
import io.tidemark.template.relation.ColumnApi;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What templates know as {@code model}, by dbt's names: more of it the more is known. */
final class ModelValues {

  private ModelValues() {}

  /** What is known from the file, and the configuration as far as it is known. */
  static Map<String, @Nullable Object> of(Draft draft, NodeConfig config) {
    SourceFile file = draft.file();
    Map<String, @Nullable Object> model = new LinkedHashMap<>();
    model.put("unique_id", draft.uniqueId());
    model.put("name", draft.name());
    model.put("resource_type", draft.type().dbtName());
    model.put("package_name", draft.packageName());
    model.put("path", file.relativePath());
    model.put("original_file_path", file.path());
    model.put("fqn", draft.fqn());
    model.put("tags", config.tags());
    model.put("raw_code", file.text().strip());
    model.put("description", draft.properties() == null ? "" : draft.properties().description());
    model.put("language", file.isPython() ? "python" : "sql");
    model.put("config", config(config));
    model.put("version", draft.detail() instanceof NodeDetail.Model one ? one.version() : null);
    model.put("batch", null);
    if (draft.detail() instanceof NodeDetail.Function function) {
      model.putAll(function.values());
    }
    return model;
  }

  /** With the relation that it becomes, and the batch that is being done, if it has batches. */
  static Map<String, @Nullable Object> of(Node node, @Nullable Microbatch batch) {
    NodeConfig config =
        batch == null ? node.config() : node.config().with(batch.configuration());
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
    model.put("columns", columns);
    model.put(
        "constraints",
        ColumnValues.constraints(properties == null ? List.of() : properties.constraints()));
    model.put("alias", node.relation().asWritten().name());
    model.put("schema", node.relation().asWritten().schema());
    model.put("database", node.relation().asWritten().database());
    model.put("batch", batch == null ? null : batch.values());
    model.put(
        "depends_on",
        Map.of(
            "macros", node.parsed().macros().stream().sorted().toList(),
            "nodes", List.copyOf(node.dependsOn())));
    return model;
  }

  private static Map<String, @Nullable Object> config(NodeConfig config) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    config.values().forEach((key, value) -> values.put(key, value.value()));
    values.put("materialized", config.materialized());
    values.put("enabled", config.enabled());
    values.put("tags", config.tags());
    values.put("meta", config.meta());
    return values;
  }
}
