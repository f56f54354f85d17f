package io.tidemark.report.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.graph.Dag;
import io.tidemark.graph.Descriptions;
import io.tidemark.graph.DocsBlock;
import io.tidemark.graph.Manifest;
import io.tidemark.graph.Node;
import io.tidemark.graph.SourceNode;
import io.tidemark.postgres.NameQuoting;
import io.tidemark.postgres.Relation;
import io.tidemark.project.config.NodeConfig;
import io.tidemark.project.file.Checksum;
import io.tidemark.project.file.FileKind;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.SourceText;
import io.tidemark.project.properties.Properties;
import io.tidemark.project.properties.PropertiesReader;
import io.tidemark.project.properties.SourceDefinition;
import io.tidemark.project.properties.SourceTable;
import io.tidemark.project.yaml.ValueRenderer;
import io.tidemark.report.Shop;
import io.tidemark.report.artifact.ManifestInput.CompiledModel;
import io.tidemark.report.artifact.ManifestInput.MacroArgument;
import io.tidemark.report.artifact.ManifestInput.MacroFacts;
import io.tidemark.report.console.SecretMask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code manifest.json} has what dbt's schema demands, and tells the truth. */
class ManifestArtifactTest {

  private static final Instant START = Instant.parse("2024-01-31T10:20:31.123456Z");

  private static final String SCHEMA_YML =
      """
      version: 2
      models:
        - name: revenue
          description: "{{ doc('revenue') }}"
          latest_version: 2
          constraints:
            - {type: primary_key, columns: [day]}
          columns:
            - name: day
              description: the day
              data_type: date
              meta: {owner: me}
              tags: [key]
              constraints:
                - {type: not_null}
      sources:
        - name: raw
          description: what the shop writes
          schema: shop_raw
          loader: airbyte
          loaded_at_field: loaded_at
          freshness:
            warn_after: {count: 12, period: hour}
          meta: {team: data}
          tables:
            - name: orders
              description: the orders
              identifier: orders_v2
              tags: [raw]
            - name: countries
              freshness: null
      """;

  private static final Properties PROPERTIES = properties();

  private static final Node REVENUE =
      Shop.node(
          "revenue",
          "marts",
          Map.of(
              "materialized",
              "incremental",
              "unique_key",
              List.of("day"),
              "pre-hook",
              "select 'hush'",
              "chunk_size",
              1_000L,
              "tags",
              List.of("daily")),
          List.of("model.shop.helper", "source.shop.raw.orders"),
          PROPERTIES.models().get("revenue"));

  private static final Node HELPER =
      Shop.node("helper", "marts", Map.of("materialized", "ephemeral"), List.of(), null);

  private static final Node OFF =
      Shop.node("off", "marts", Map.of("enabled", false), List.of(), null);

  private static final DocsBlock ABOUT =
      new DocsBlock("doc.shop.revenue", "shop", "revenue", "docs.md", "models/docs.md", "rendered");

  private final JsonNode manifest;

  ManifestArtifactTest(@TempDir Path folder) throws IOException {
    Path path = folder.resolve("target").resolve(ManifestArtifact.FILE_NAME);
    new ManifestArtifact(input()).write(path);
    manifest = new ObjectMapper().readTree(Files.readAllBytes(path));
  }

  @Test
  void itHasExactlyTheKeysThatTheSchemaKnows() {
    assertThat(manifest.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "metadata",
            "nodes",
            "sources",
            "macros",
            "docs",
            "exposures",
            "metrics",
            "groups",
            "selectors",
            "disabled",
            "parent_map",
            "child_map",
            "group_map",
            "saved_queries",
            "semantic_models",
            "unit_tests",
            "functions");
    assertThat(manifest).allMatch(JsonNode::isObject);
  }

  @Test
  void theMetadataTellTheProject() {
    JsonNode metadata = manifest.at("/metadata");

    assertThat(metadata.at("/dbt_schema_version").asText())
        .isEqualTo("https://schemas.getdbt.com/dbt/manifest/v12.json");
    assertThat(metadata.at("/project_name").asText()).isEqualTo("shop");
    // md5sum of the four letters.
    assertThat(metadata.at("/project_id").asText()).isEqualTo("fb54f3c5992b96d001bb16e8e92d968d");
    assertThat(metadata.at("/adapter_type").asText()).isEqualTo("postgres");
    assertThat(metadata.at("/send_anonymous_usage_stats").isBoolean()).isTrue();
  }

  @Test
  void aModelHasEveryFieldThatTheSchemaRequires() {
    for (JsonNode model : manifest.at("/nodes")) {
      assertThat(model.fieldNames())
          .toIterable()
          .contains(
              "database",
              "schema",
              "name",
              "resource_type",
              "package_name",
              "path",
              "original_file_path",
              "unique_id",
              "fqn",
              "alias",
              "checksum");
    }
    JsonNode revenue = revenue();
    assertThat(revenue.at("/resource_type").asText()).isEqualTo("model");
    assertThat(revenue.at("/path").asText()).isEqualTo("marts/revenue.sql");
    assertThat(revenue.at("/original_file_path").asText()).isEqualTo("models/marts/revenue.sql");
    assertThat(revenue.at("/fqn").toString()).isEqualTo("[\"shop\",\"marts\",\"revenue\"]");
    assertThat(revenue.at("/alias").asText()).isEqualTo("revenue");
    assertThat(revenue.at("/checksum/name").asText()).isEqualTo("sha256");
    assertThat(revenue.at("/checksum/checksum").asText()).hasSize(64);
    assertThat(revenue.at("/raw_code").asText()).isEqualTo("select *\nfrom somewhere");
    assertThat(revenue.at("/relation_name").asText()).isEqualTo("\"db\".\"marts\".\"revenue\"");
    assertThat(revenue.at("/created_at").isNumber()).isTrue();
  }

  @Test
  void aModelsConfigurationHasDbtsDefaultsAndKeepsWhatDbtDoesNotKnow() {
    JsonNode config = revenue().at("/config");

    assertThat(config.at("/materialized").asText()).isEqualTo("incremental");
    assertThat(config.at("/unique_key").toString()).isEqualTo("[\"day\"]");
    assertThat(config.at("/tags").toString()).isEqualTo("[\"daily\"]");
    assertThat(config.at("/on_schema_change").asText()).isEqualTo("ignore");
    assertThat(config.at("/access").asText()).isEqualTo("protected");
    assertThat(config.at("/chunk_size").asLong()).isEqualTo(1_000);
    assertThat(config.at("/contract/enforced").isBoolean()).isTrue();
    assertThat(config.at("/pre-hook/0/sql").asText()).isEqualTo("select '*****'");
    assertThat(config.at("/pre-hook/0/transaction").asBoolean()).isTrue();
    assertThat(config.at("/post-hook")).isEmpty();
  }

  @Test
  void aModelsDocumentationIsRendered() {
    JsonNode revenue = revenue();

    assertThat(revenue.at("/description").asText()).isEqualTo("rendered");
    assertThat(revenue.at("/patch_path").asText()).isEqualTo("shop://models/schema.yml");
    JsonNode day = revenue.at("/columns/day");
    assertThat(day.at("/name").asText()).isEqualTo("day");
    assertThat(day.at("/description").asText()).isEqualTo("the day");
    assertThat(day.at("/data_type").asText()).isEqualTo("date");
    assertThat(day.at("/meta/owner").asText()).isEqualTo("me");
    assertThat(day.at("/tags/0").asText()).isEqualTo("key");
    assertThat(day.at("/constraints/0/type").asText()).isEqualTo("not_null");
    // A constraint of a column is about no other columns; the schema has no such key there.
    assertThat(day.at("/constraints/0").has("columns")).isFalse();
    assertThat(revenue.at("/constraints/0/columns/0").asText()).isEqualTo("day");
    assertThat(revenue.at("/primary_key").toString()).isEqualTo("[\"day\"]");
  }

  @Test
  void whatIsCompiledIsThereWithItsEphemeralUpstreams() {
    JsonNode revenue = revenue();

    assertThat(revenue.at("/compiled").asBoolean()).isTrue();
    assertThat(revenue.at("/compiled_code").asText()).isEqualTo("select 1");
    assertThat(revenue.at("/compiled_path").asText()).isEqualTo("target/compiled/revenue.sql");
    assertThat(revenue.at("/extra_ctes/0/id").asText()).isEqualTo("model.shop.helper");
    assertThat(revenue.at("/extra_ctes/0/sql").asText())
        .isEqualTo(" __dbt__cte__helper as (\nselect 2\n)");
    JsonNode helper = manifest.at("/nodes/model.shop.helper");
    assertThat(helper.at("/relation_name").isNull()).isTrue();
    assertThat(helper.at("/extra_ctes")).isEmpty();
  }

  @Test
  void whoReadsWhomIsThereBothWays() {
    assertThat(revenue().at("/depends_on").toString())
        .isEqualTo(
            "{\"macros\":[\"macro.shop.cents\"],"
                + "\"nodes\":[\"model.shop.helper\",\"source.shop.raw.orders\"]}");
    assertThat(revenue().at("/refs/0").toString())
        .isEqualTo("{\"name\":\"helper\",\"package\":null,\"version\":null}");
    assertThat(manifest.at("/nodes/model.shop.helper/sources").toString())
        .isEqualTo("[[\"raw\",\"helper\"]]");
    assertThat(manifest.at("/parent_map").toString())
        .isEqualTo(
            "{\"model.shop.revenue\":[\"model.shop.helper\",\"source.shop.raw.orders\"],"
                + "\"model.shop.helper\":[],"
                + "\"source.shop.raw.orders\":[],\"source.shop.raw.countries\":[]}");
    assertThat(manifest.at("/child_map").toString())
        .isEqualTo(
            "{\"model.shop.revenue\":[],\"model.shop.helper\":[\"model.shop.revenue\"],"
                + "\"source.shop.raw.orders\":[\"model.shop.revenue\"],"
                + "\"source.shop.raw.countries\":[]}");
  }

  @Test
  void aSourceHasEveryFieldThatTheSchemaRequires() {
    JsonNode orders = manifest.at("/sources/source.shop.raw.orders");

    assertThat(orders.fieldNames())
        .toIterable()
        .contains(
            "database",
            "schema",
            "name",
            "resource_type",
            "package_name",
            "path",
            "original_file_path",
            "unique_id",
            "fqn",
            "source_name",
            "source_description",
            "loader",
            "identifier");
    assertThat(orders.at("/source_name").asText()).isEqualTo("raw");
    assertThat(orders.at("/source_description").asText()).isEqualTo("what the shop writes");
    assertThat(orders.at("/loader").asText()).isEqualTo("airbyte");
    assertThat(orders.at("/identifier").asText()).isEqualTo("orders_v2");
    assertThat(orders.at("/description").asText()).isEqualTo("the orders");
    assertThat(orders.at("/loaded_at_field").asText()).isEqualTo("loaded_at");
    assertThat(orders.at("/freshness/warn_after").toString())
        .isEqualTo("{\"count\":12,\"period\":\"hour\"}");
    assertThat(orders.at("/freshness/error_after/count").isNull()).isTrue();
    assertThat(orders.at("/source_meta/team").asText()).isEqualTo("data");
    assertThat(orders.at("/tags").toString()).isEqualTo("[\"raw\"]");
  }

  @Test
  void aTableCanTurnItsSourcesFreshnessOff() {
    assertThat(manifest.at("/sources/source.shop.raw.countries/freshness").isNull()).isTrue();
  }

  @Test
  void aMacroHasEveryFieldThatTheSchemaRequires() {
    JsonNode macro = manifest.at("/macros/macro.shop.cents");

    assertThat(macro.fieldNames())
        .toIterable()
        .contains(
            "name",
            "resource_type",
            "package_name",
            "path",
            "original_file_path",
            "unique_id",
            "macro_sql");
    assertThat(macro.at("/resource_type").asText()).isEqualTo("macro");
    assertThat(macro.at("/arguments").toString())
        .isEqualTo("[{\"name\":\"column\",\"type\":null,\"description\":\"\"}]");
  }

  @Test
  void aDisabledModelIsAmongTheDisabled() {
    assertThat(manifest.at("/disabled/model.shop.off/0/config/enabled").asBoolean()).isFalse();
    assertThat(manifest.at("/nodes/model.shop.off").isMissingNode()).isTrue();
  }

  private JsonNode revenue() {
    return manifest.at("/nodes/model.shop.revenue");
  }

  private static ManifestInput input() {
    Map<String, Node> nodes = new LinkedHashMap<>();
    nodes.put(REVENUE.uniqueId(), REVENUE);
    nodes.put(HELPER.uniqueId(), HELPER);
    Map<String, SourceNode> sources = new LinkedHashMap<>();
    SourceDefinition raw = PROPERTIES.sources().get(0);
    for (SourceTable table : raw.tables()) {
      SourceNode node = source(raw, table);
      sources.put(node.uniqueId(), node);
    }
    MacroFacts macro =
        new MacroFacts(
            "macro.shop.cents",
            "cents",
            "shop",
            "macros/cents.sql",
            "{% macro cents(column) %}{{ column }} * 100{% endmacro %}",
            "",
            null,
            List.of(new MacroArgument("column", null, "")),
            List.of(),
            Map.of(),
            Map.of(),
            List.of());
    Map<String, String> environment = Map.of("DBT_ENV_SECRET_KEY", "hush");
    return new ManifestInput(
        new InvocationFacts(
            "an-invocation", START, START, environment, new SecretMask(environment, List.of())),
        new Manifest(
            "shop",
            false,
            nodes,
            Map.of(),
            List.of(OFF),
            sources,
            Map.of(),
            Map.of(),
            Map.of(ABOUT.uniqueId(), ABOUT),
            Dag.of(Map.of()),
            List.of()),
        List.of(macro),
        Map.of(
            REVENUE.uniqueId(),
            new CompiledModel(
                "select 1",
                "target/compiled/revenue.sql",
                Map.of(HELPER.uniqueId(), "select 2"),
                List.of(),
                null),
            HELPER.uniqueId(),
            new CompiledModel("select 2", null, Map.of(), List.of(), null)),
        Map.of(REVENUE.uniqueId(), "target/run/revenue.sql"),
        NameQuoting.ALL,
        (node, call) -> call,
        new Descriptions(Map.of(ABOUT.uniqueId(), ABOUT), "shop", text -> text),
        Map.of());
  }

  private static SourceNode source(SourceDefinition source, SourceTable table) {
    return new SourceNode(
        "source.shop." + source.name() + "." + table.name(),
        "shop",
        List.of("shop", source.name(), table.name()),
        NodeConfig.merge(List.of(table.config())),
        source,
        table,
        new Relation("db", source.schema(), table.identifier()),
        NameQuoting.ALL);
  }

  private static Properties properties() {
    SourceFile file =
        new SourceFile(
            FileKind.PROPERTIES,
            "models/schema.yml",
            "models",
            Path.of("/shop/models/schema.yml"),
            SourceText.of("models/schema.yml", SCHEMA_YML),
            Checksum.ofContents(SCHEMA_YML));
    Problems problems = new Problems();
    Properties read = PropertiesReader.read(List.of(file), ValueRenderer.identity(), problems);
    problems.throwIfAny();
    return read;
  }
}
