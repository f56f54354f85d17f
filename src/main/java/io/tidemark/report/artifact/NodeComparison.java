package io.tidemark.report.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.template.WrittenConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A node as it is now beside the same node as it was, by their entries in manifests. The rules are
 * dbt's. What is missing, null or empty is the same thing: programs differ in what they leave out.
 *
 * @param now its entry now
 * @param then its entry before
 * @param templates whether a source's place is compared as it is written
 */
record NodeComparison(JsonNode now, JsonNode then, boolean templates) {

  private static final List<String> RELATION = List.of("database", "schema", "alias");

  /** What is configured and is compared elsewhere, or has no effect on what is built. */
  private static final Set<String> NO_CONFIG =
      Set.of("database", "schema", "alias", "tags", "group");

  /** What of a test's configuration says what it finds. */
  private static final Set<String> TEST_CONFIG =
      Set.of(
          "severity",
          "where",
          "limit",
          "fail_calc",
          "warn_if",
          "error_if",
          "store_failures",
          "store_failures_as");

  private static final List<String> EXPOSURE =
      List.of("fqn", "type", "owner", "maturity", "url", "description", "label");

  /** dbt does not look at what a metric is made of. */
  private static final List<String> METRIC = List.of("type", "description", "label");

  /** Not the relation behind it, which is another one in each schema. */
  private static final List<String> SEMANTIC_MODEL =
      List.of(
          "model",
          "description",
          "defaults",
          "entities",
          "dimensions",
          "measures",
          "config",
          "primary_entity",
          "group");

  private static final List<String> SAVED_QUERY =
      List.of("query_params", "description", "label", "config", "group", "tags");

  private static final Set<String> BY_CONFIG = Set.of("semantic_model", "saved_query");

  /** Those in which constraints are more than a promise. */
  private static final Set<String> CONSTRAINED = Set.of("table", "incremental");

  /** Whether it is as it was, but for the macros that it calls. */
  boolean same() {
    return switch (now.path("resource_type").asText()) {
      case "source" -> sameSource();
      case "unit_test" -> same("checksum");
      case "test" -> sameTest();
      case "exposure" -> sameConfigs() && EXPOSURE.stream().allMatch(this::same) && sameReads();
      case "metric" -> sameConfigs() && METRIC.stream().allMatch(this::same);
      case "semantic_model" -> SEMANTIC_MODEL.stream().allMatch(this::same);
      case "saved_query" -> SAVED_QUERY.stream().allMatch(this::same) && sameExports();
      default ->
          sameBody()
              && sameConfigs()
              && samePersistedDescriptions()
              && same("fqn")
              && sameRelation()
              && sameContract()
              && sameForReaders();
    };
  }

  /** As dbt by what is written of each: where it goes is another schema in each target. */
  private boolean sameExports() {
    JsonNode mine = now.path("exports");
    JsonNode other = then.path("exports");
    if (mine.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < mine.size(); i++) {
      if (!exported(mine.get(i)).equals(exported(other.get(i)))) {
        return false;
      }
    }
    return true;
  }

  private static List<String> exported(JsonNode export) {
    JsonNode written = export.path("unrendered_config");
    return List.of(
        normal(export.path("name")),
        normal(written.path("export_as")),
        normal(written.path("schema")),
        normal(written.path("alias")));
  }

  private boolean sameReads() {
    return nodes(now).equals(nodes(then));
  }

  private static Set<String> nodes(JsonNode entry) {
    Set<String> nodes = new TreeSet<>();
    entry.path("depends_on").path("nodes").forEach(node -> nodes.add(node.asText()));
    return nodes;
  }

  /** The SQL, or a seed's rows. */
  boolean sameBody() {
    if (now.path("resource_type").asText().equals("seed")) {
      return same("checksum");
    }
    // Before dbt 1.3 the text had another name.
    return then.has("raw_code")
        ? same("raw_code")
        : normal(now.path("raw_code")).equals(normal(then.path("raw_sql")));
  }

  boolean sameConfigs() {
    if (BY_CONFIG.contains(now.path("resource_type").asText())) {
      return same("config");
    }
    return configs(now).equals(configs(then));
  }

  /** What it becomes as it is configured, whatever the target makes of it. */
  boolean sameRelation() {
    if (now.path("resource_type").asText().equals("source")) {
      String of = templates ? "unrendered_" : "";
      return same(of + "database") && same(of + "schema") && same("identifier");
    }
    return RELATION.stream().allMatch(key -> written(now, key).equals(written(then, key)));
  }

  boolean samePersistedDescriptions() {
    JsonNode persisted = now.path("config").path("persist_docs");
    return (!persisted.path("relation").asBoolean() || same("description"))
        && (!persisted.path("columns").asBoolean() || descriptions(now).equals(descriptions(then)));
  }

  /** The columns, their types and constraints, where they are promised. */
  boolean sameContract() {
    boolean enforced = now.path("contract").path("enforced").asBoolean();
    return enforced == then.path("contract").path("enforced").asBoolean()
        && (!enforced || (promised(now).equals(promised(then)) && kept(now).equals(kept(then))));
  }

  /** What dbt's checksum of a contract has beside the columns. */
  private static String kept(JsonNode entry) {
    String materialized = entry.path("config").path("materialized").asText();
    return CONSTRAINED.contains(materialized)
        ? materialized + normal(entry.path("constraints"))
        : "";
  }

  /** What those who read it go by. */
  private boolean sameForReaders() {
    return same("latest_version")
        && same("access")
        && same("deprecation_date")
        && same("arguments")
        && same("returns");
  }

  private boolean sameSource() {
    return sameRelation()
        && same("fqn")
        && same("loader")
        && same("loaded_at_field")
        && same("freshness")
        && same("external")
        && configs(now).equals(configs(then));
  }

  private boolean sameTest() {
    boolean generic = !normal(now.path("test_metadata")).isEmpty();
    return sameConfigs() && same("fqn") && (generic || sameBody());
  }

  private boolean same(String... path) {
    JsonNode mine = now;
    JsonNode other = then;
    for (String key : path) {
      mine = mine.path(key);
      other = other.path(key);
    }
    return normal(mine).equals(normal(other));
  }

  private static Map<String, String> configs(JsonNode entry) {
    Map<String, String> configs = new TreeMap<>();
    entry
        .path("unrendered_config")
        .properties()
        .forEach(
            config -> {
              String value = written(entry, config.getKey());
              if (counts(entry, config.getKey(), value)) {
                configs.put(config.getKey().replace('-', '_'), value);
              }
            });
    return configs;
  }

  /**
   * What an entry says is configured. With its flag dbt before 1.13 has there how it parses an
   * argument of {@code config()}; what is written is read off the text then, as dbt 1.13 does.
   */
  private static String written(JsonNode entry, String key) {
    String value = normal(entry.path("unrendered_config").path(key));
    return value.startsWith("Keyword(key=")
        ? WrittenConfig.of(entry.path("raw_code").asText()).getOrDefault(key, value)
        : value;
  }

  private static boolean counts(JsonNode entry, String key, String value) {
    String type = entry.path("resource_type").asText();
    if (type.equals("exposure")) {
      return !value.isEmpty();
    }
    if (type.equals("test")) {
      return TEST_CONFIG.contains(key) && !value.isEmpty();
    }
    // A manifest may have what a seed or snapshot is anyway, though nobody wrote it.
    boolean anyway = key.equals("materialized") && value.equals(type);
    return !NO_CONFIG.contains(key) && !value.isEmpty() && !anyway;
  }

  private static Map<String, String> descriptions(JsonNode entry) {
    Map<String, String> descriptions = new TreeMap<>();
    entry
        .path("columns")
        .properties()
        .forEach(
            column ->
                descriptions.put(column.getKey(), column.getValue().path("description").asText()));
    return descriptions;
  }

  private static Map<String, String> promised(JsonNode entry) {
    Map<String, String> promised = new TreeMap<>();
    entry
        .path("columns")
        .properties()
        .forEach(
            column ->
                promised.put(
                    column.getKey(),
                    normal(column.getValue().path("data_type"))
                        + normal(column.getValue().path("constraints"))));
    return promised;
  }

  /** A value as text; empty where it says nothing. A list of one is that one, as with hooks. */
  static String normal(@Nullable JsonNode value) {
    if (value == null || value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (value.isObject()) {
      Map<String, String> entries = new TreeMap<>();
      value
          .properties()
          .forEach(
              entry -> {
                String one = normal(entry.getValue());
                if (!one.isEmpty()) {
                  entries.put(entry.getKey(), one);
                }
              });
      return entries.isEmpty() ? "" : entries.toString();
    }
    if (value.isArray()) {
      List<String> items = new ArrayList<>();
      value.forEach(item -> items.add(normal(item)));
      return items.isEmpty() ? "" : items.size() == 1 ? items.get(0) : items.toString();
    }
    return value.asText();
  }
}
