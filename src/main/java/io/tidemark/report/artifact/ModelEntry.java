package io.tidemark.report.artifact;

import io.tidemark.graph.Node;
import io.tidemark.project.properties.NodeProperties;
import io.tidemark.project.yaml.YamlNode;
import io.tidemark.report.artifact.ManifestInput.CompiledModel;
import io.tidemark.template.RefCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A model as the manifest has it. */
final class ModelEntry {

  private final ManifestInput input;

  ModelEntry(ManifestInput input) {
    this.input = input;
  }

  Map<String, @Nullable Object> of(Node node) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    identity(node, entry);
    described(node, entry);
    written(node, entry);
    compiled(node, entry);
    governed(node, entry);
    return entry;
  }

  private static void identity(Node node, Map<String, @Nullable Object> entry) {
    entry.put("database", node.relation().database());
    entry.put("schema", node.relation().schema());
    entry.put("name", node.name());
    entry.put("resource_type", node.type().dbtName());
    entry.put("package_name", node.packageName());
    entry.put("path", node.file().relativePath());
    entry.put("original_file_path", node.originalPath());
    entry.put("unique_id", node.uniqueId());
    entry.put("fqn", node.fqn());
    entry.put("alias", node.relation().name());
    Map<String, Object> checksum = new LinkedHashMap<>();
    checksum.put("name", node.file().checksum().name());
    checksum.put("checksum", node.file().checksum().value());
    entry.put("checksum", checksum);
  }

  private void described(Node node, Map<String, @Nullable Object> entry) {
    NodeProperties properties = node.properties();
    entry.put("config", ModelConfigEntry.of(node.config()));
    entry.put("tags", node.tags());
    entry.put(
        "description",
        properties == null ? "" : input.descriptions().apply(properties.description()));
    entry.put(
        "columns",
        properties == null
            ? Map.of()
            : ColumnEntries.columns(properties.columns(), input.descriptions()));
    entry.put("meta", node.config().meta());
    entry.put("group", node.config().string("group"));
    entry.put("docs", ColumnEntries.docs(node.config().mapping("docs")));
    entry.put(
        "patch_path",
        properties == null
            ? null
            : node.packageName() + "://" + node.file().inPackage(properties.place().file()));
    entry.put("build_path", null);
    entry.put("unrendered_config", configured(node));
    entry.put("created_at", ArtifactTime.epoch(input.invocation().generatedAt()));
  }

  /** What was set anywhere. Texts that were templates are here as they came out. */
  private static Map<String, @Nullable Object> configured(Node node) {
    Map<String, @Nullable Object> configured = new LinkedHashMap<>();
    node.config().values().forEach((key, value) -> configured.put(key, value.value()));
    return configured;
  }

  private static void written(Node node, Map<String, @Nullable Object> entry) {
    entry.put("relation_name", node.ephemeral() ? null : node.relation().sql());
    entry.put("raw_code", node.file().text().strip());
    entry.put("doc_blocks", List.of());
    entry.put("language", "sql");
    entry.put("refs", node.parsed().refs().stream().map(ModelEntry::ref).toList());
    entry.put(
        "sources",
        node.parsed().sources().stream()
            .map(call -> List.of(call.source(), call.table()))
            .toList());
    entry.put("metrics", List.of());
    Map<String, Object> dependsOn = new LinkedHashMap<>();
    dependsOn.put("macros", node.parsed().macros().stream().sorted().toList());
    dependsOn.put("nodes", node.dependsOn());
    entry.put("depends_on", dependsOn);
  }

  private static Map<String, @Nullable Object> ref(RefCall call) {
    Map<String, @Nullable Object> ref = new LinkedHashMap<>();
    ref.put("name", call.name());
    ref.put("package", call.packageName());
    ref.put("version", call.version());
    return ref;
  }

  private void compiled(Node node, Map<String, @Nullable Object> entry) {
    CompiledModel compiled = input.compiled().get(node.uniqueId());
    entry.put("compiled_path", compiled == null ? null : compiled.path());
    entry.put("compiled", compiled != null);
    entry.put("compiled_code", compiled == null ? null : compiled.code());
    entry.put("extra_ctes_injected", compiled != null);
    entry.put("extra_ctes", compiled == null ? List.of() : extraCtes(node));
  }

  /** The ephemeral models that it reads, as the CTEs that dbt puts before its SQL. */
  private List<Map<String, @Nullable Object>> extraCtes(Node node) {
    List<Map<String, @Nullable Object>> ctes = new ArrayList<>();
    for (String id : node.dependsOn()) {
      Node upstream = input.nodes().get(id);
      CompiledModel compiled = input.compiled().get(id);
      if (upstream != null && upstream.ephemeral() && compiled != null) {
        Map<String, @Nullable Object> cte = new LinkedHashMap<>();
        cte.put("id", id);
        cte.put("sql", " __dbt__cte__%s as (\n%s\n)".formatted(upstream.name(), compiled.code()));
        ctes.add(cte);
      }
    }
    return ctes;
  }

  private static void governed(Node node, Map<String, @Nullable Object> entry) {
    NodeProperties properties = node.properties();
    Map<String, @Nullable Object> contract = ModelConfigEntry.contract(node.config());
    contract.put("checksum", null);
    entry.put("contract", contract);
    entry.put("access", node.config().string("access", "protected"));
    entry.put(
        "constraints",
        properties == null ? List.of() : ColumnEntries.constraints(properties.constraints()));
    entry.put("version", null);
    entry.put("latest_version", properties == null ? null : value(properties.latestVersion()));
    entry.put(
        "deprecation_date",
        properties == null ? null : text(properties.mapping().get("deprecation_date")));
    entry.put("primary_key", properties == null ? List.of() : primaryKey(properties));
    entry.put("time_spine", null);
  }

  private static List<String> primaryKey(NodeProperties properties) {
    Stream<String> ofModel =
        ColumnEntries.constraints(properties.constraints()).stream()
            .filter(ModelEntry::isPrimaryKey)
            .flatMap(
                one ->
                    one.get("columns") instanceof List<?> list
                        ? list.stream()
                        : Stream.<Object>empty())
            .map(String::valueOf);
    Stream<String> ofColumns =
        properties.columns().stream()
            .filter(
                column ->
                    ColumnEntries.constraints(column.constraints()).stream()
                        .anyMatch(ModelEntry::isPrimaryKey))
            .map(column -> column.name());
    return Stream.concat(ofModel, ofColumns).distinct().toList();
  }

  private static boolean isPrimaryKey(Map<String, @Nullable Object> constraint) {
    return "primary_key".equals(constraint.get("type"));
  }

  private static @Nullable Object value(@Nullable YamlNode node) {
    return node == null ? null : node.value();
  }

  private static @Nullable String text(@Nullable YamlNode node) {
    Object value = value(node);
    return value == null ? null : value.toString();
  }
}
