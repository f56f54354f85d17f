package io.tidemark.graph.entry;

import io.tidemark.graph.Node;
import io.tidemark.graph.NodeDetail;
import io.tidemark.graph.ResourceType;
import io.tidemark.graph.check.DeprecationDate;
import io.tidemark.project.properties.NodeProperties;
import io.tidemark.template.RefCall;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A model, seed, snapshot, analysis, function or test as the manifest has it. */
final class NodeEntry {

  private static final Set<String> UNRENDERED =
      Set.of("macro.dbt.test_not_null", "macro.dbt.test_unique");

  private final EntryTexts texts;
  private final PrimaryKeys primaryKeys;

  NodeEntry(EntryTexts texts, PrimaryKeys primaryKeys) {
    this.texts = texts;
    this.primaryKeys = primaryKeys;
  }

  Map<String, @Nullable Object> of(Node node) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    identity(node, entry);
    described(node, entry);
    written(node, entry);
    if (node.type() == ResourceType.SEED) {
      entry.put("root_path", root(node));
      // Those that its hooks call.
      entry.put("depends_on", Map.of("macros", List.copyOf(node.parsed().macros())));
    } else {
      read(node, entry);
    }
    if (node.type() == ResourceType.MODEL) {
      governed(node, entry);
    }
    if (node.detail() instanceof NodeDetail.Function function) {
      entry.putAll(function.values());
    }
    if (node.detail() instanceof NodeDetail.GenericTest test) {
      tested(test, entry);
    }
    if (node.detail() instanceof NodeDetail.RunHook hook) {
      entry.put("index", hook.index());
    }
    return entry;
  }

  private static void identity(Node node, Map<String, @Nullable Object> entry) {
    entry.put("database", node.relation().asWritten().database());
    entry.put("schema", node.relation().asWritten().schema());
    entry.put("name", node.name());
    entry.put("resource_type", node.type().dbtName());
    entry.put("package_name", node.packageName());
    entry.put("path", node.path());
    entry.put("original_file_path", node.originalPath());
    entry.put("unique_id", node.uniqueId());
    entry.put("fqn", node.fqn());
    entry.put("alias", node.relation().asWritten().name());
    Map<String, Object> checksum = new LinkedHashMap<>();
    checksum.put("name", node.file().checksum().name());
    checksum.put("checksum", node.file().checksum().value());
    entry.put("checksum", checksum);
  }

  private void described(Node node, Map<String, @Nullable Object> entry) {
    NodeProperties properties = node.properties();
    entry.put("config", ConfigEntry.of(node.type(), node.config()));
    entry.put("tags", node.tags());
    String description = description(node);
    String writtenIn =
        properties == null ? node.packageName() : properties.writtenIn(node.packageName());
    entry.put("description", texts.description(description, writtenIn));
    entry.put(
        "columns",
        properties == null
            ? Map.of()
            : ColumnEntries.columns(properties.columns(), texts, writtenIn));
    entry.put("meta", node.config().meta());
    entry.put("group", node.group());
    entry.put("docs", ColumnEntries.docs(node.config().mapping("docs")));
    entry.put("patch_path", properties == null ? null : patchPath(node, properties));
    entry.put("build_path", null);
    entry.put("unrendered_config", EntryTexts.unrendered(node.config()));
    entry.put("created_at", texts.createdAt());
    entry.put("doc_blocks", texts.docBlocks(description, writtenIn));
  }

  private static String patchPath(Node node, NodeProperties properties) {
    NodeProperties.Lender lender = properties.lender();
    return lender == null
        ? node.packageName() + "://" + node.file().inPackage(properties.place().file())
        : lender.packageName() + "://" + lender.path();
  }

  private static String description(Node node) {
    if (node.detail() instanceof NodeDetail.GenericTest test) {
      return test.description();
    }
    return node.properties() == null ? "" : node.properties().description();
  }

  private static void written(Node node, Map<String, @Nullable Object> entry) {
    entry.put("relation_name", node.becomesRelation() ? node.relation().writtenSql() : null);
    entry.put("raw_code", rawCode(node));
  }

  /** A file's without the white space around it. */
  private static String rawCode(Node node) {
    if (node.detail() instanceof NodeDetail.Block block) {
      return block.text();
    }
    return node.detail() instanceof NodeDetail.RunHook hook
        ? hook.sql()
        : node.file().text().strip();
  }

  /** Where the seed's package is. */
  private static String root(Node seed) {
    Path file = seed.file().absolutePath();
    int folders = seed.file().path().split("/", -1).length;
    Path root = file;
    for (int i = 0; i < folders && root.getParent() != null; i++) {
      root = root.getParent();
    }
    return root.toString();
  }

  private static void read(Node node, Map<String, @Nullable Object> entry) {
    entry.put("language", node.file().isPython() ? "python" : "sql");
    entry.put("refs", node.parsed().refs().stream().map(call -> ref(call, node)).toList());
    entry.put(
        "sources",
        node.parsed().sources().stream()
            .map(call -> List.of(call.source(), call.table()))
            .toList());
    entry.put(
        "metrics",
        node.parsed().metrics().stream()
            .map(call -> named(call.packageName(), call.name()))
            .toList());
    entry.put(
        "functions",
        node.parsed().functions().stream()
            .map(call -> named(call.packageName(), call.name()))
            .toList());
    entry.put(
        "depends_on", EntryTexts.dependsOn(List.copyOf(node.parsed().macros()), node.dependsOn()));
    Map<String, @Nullable Object> contract = ConfigEntry.contract(node.config());
    contract.put("checksum", null);
    entry.put("contract", contract);
  }

  private static List<String> named(@Nullable String packageName, String name) {
    return packageName == null ? List.of(name) : List.of(packageName, name);
  }

  /**
   * Of what a generic test tests dbt writes the call itself, with the version as a text, but for
   * two of its own tests, whose calls it does not render.
   */
  private static Map<String, @Nullable Object> ref(RefCall call, Node caller) {
    Map<String, @Nullable Object> ref = ref(call);
    if (caller.detail() instanceof NodeDetail.GenericTest
        && Collections.disjoint(caller.parsed().macros(), UNRENDERED)) {
      ref.put("version", call.version());
    }
    return ref;
  }

  /** A call of {@code ref()} as the manifest has it. */
  static Map<String, @Nullable Object> ref(RefCall call) {
    Map<String, @Nullable Object> ref = new LinkedHashMap<>();
    ref.put("name", call.name());
    ref.put("package", call.packageName());
    ref.put("version", call.versionValue());
    return ref;
  }

  private void governed(Node node, Map<String, @Nullable Object> entry) {
    NodeProperties properties = node.properties();
    NodeDetail.Model detail =
        node.detail() instanceof NodeDetail.Model model ? model : NodeDetail.Model.PLAIN;
    entry.put("access", detail.access());
    entry.put(
        "constraints",
        properties == null ? List.of() : ColumnEntries.constraints(properties.constraints()));
    entry.put("version", detail.version());
    entry.put("latest_version", detail.latestVersion());
    entry.put("deprecation_date", DeprecationDate.moment(detail.deprecationDate()));
    entry.put("primary_key", texts.rendered() ? primaryKeys.of(node) : List.of());
    if (entry.get("contract") instanceof Map<?, ?> contract
        && Boolean.TRUE.equals(contract.get("enforced"))) {
      Map<String, @Nullable Object> checked = ConfigEntry.contract(node.config());
      checked.put("checksum", StateChecksum.ofContract(entry, node.config().materialized()));
      entry.put("contract", checked);
    }
    entry.put("time_spine", properties == null ? null : timeSpine(properties));
  }

  private static @Nullable Object timeSpine(NodeProperties properties) {
    if (!(EntryTexts.value(properties.mapping(), "time_spine") instanceof Map<?, ?> written)) {
      return null;
    }
    Map<String, @Nullable Object> spine = new LinkedHashMap<>();
    spine.put("standard_granularity_column", written.get("standard_granularity_column"));
    Object custom = written.get("custom_granularities");
    spine.put("custom_granularities", custom == null ? List.of() : custom);
    return spine;
  }

  private static void tested(NodeDetail.GenericTest test, Map<String, @Nullable Object> entry) {
    entry.put("column_name", test.columnName());
    entry.put("file_key_name", test.fileKeyName());
    entry.put("attached_node", test.attachedNode());
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("name", test.name());
    metadata.put("kwargs", test.kwargs());
    metadata.put("namespace", test.namespace());
    entry.put("test_metadata", metadata);
  }
}
