package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.tidemark.postgres.ConnectionSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project with a node of every kind of dbt's is read, listed, and told in its manifest. */
class EveryKindTest {

  private static final ConnectionSettings NOWHERE =
      ConnectionSettings.builder("localhost", "nobody", "nowhere").port(1).build();

  private static final String PROPERTIES =
      """
      models:
        - name: orders
          description: "{{ doc('orders') }}"
          config: {group: finance, access: public, contract: {enforced: false}}
          time_spine: {standard_granularity_column: day}
          columns:
            - {name: day, granularity: day}
            - name: id
              description: the key
              data_tests:
                - unique
                - not_null: {config: {where: "id > 0", severity: warn}}
                - positive: {arguments: {at_least: 1}}
            - name: customer_id
              data_tests:
                - relationships: {arguments: {to: ref('customers'), field: id}}
                - accepted_values: {values: [1, 2], name: my_values, tags: [slow]}
        - name: dim
          latest_version: 2
          columns: [{name: id, data_tests: [unique]}, {name: x}]
          versions:
            - v: 1
              deprecation_date: 2030-01-01
              columns: [{include: all, exclude: [x]}]
            - v: 2
              config: {alias: dim}
        - name: days
          time_spine: {standard_granularity_column: date_day}
          columns: [{name: date_day, granularity: day}]
      sources:
        - name: raw
          freshness: {warn_after: {count: 1, period: day}}
          loaded_at_field: at
          tables: [{name: events, columns: [{name: id, tests: [not_null]}]}]
        - name: far
          connection: dev
          load: {into: copies, watermark: at}
          tables: [{name: payments, load: {unique_key: [id], lookback: 1 hour}}]
      seeds:
        - name: countries
          config: {column_types: {id: integer}}
          columns: [{name: id, tests: [unique]}]
      snapshots:
        - name: dim_history
          relation: ref('dim')
          config: {strategy: check, unique_key: id, check_cols: all}
      exposures:
        - name: board
          type: dashboard
          maturity: high
          url: https://example.com
          owner: {name: me, email: me@example.com}
          depends_on: ["ref('orders')", "source('raw', 'events')", "metric('revenue')"]
      groups:
        - name: finance
          owner: {email: a@example.com, slack: finance}
      functions:
        - name: twice
          config: {volatility: stable}
          arguments: [{name: n, data_type: int, default_value: 1}]
          returns: {data_type: int, description: twice of it}
      unit_tests:
        - name: counts
          model: customers
          given:
            - input: ref('countries')
            - {input: ref('orders'), format: csv, fixture: some_orders}
          expect: {rows: [{id: 1}]}
          overrides: {vars: {x: 1}}
        - name: of_versions
          model: dim
          given: []
          expect: {format: sql, rows: select 1 as id}
      semantic_models:
        - name: facts
          model: ref('orders')
          defaults: {agg_time_dimension: ordered_on}
          entities: [{name: id, type: primary}]
          dimensions: [{name: ordered_on, type: time, expr: day, type_params: {time_granularity: day}}]
          measures: [{name: total, agg: count, expr: id}]
      metrics:
        - name: revenue
          label: Revenue
          type: simple
          type_params: {measure: total}
          filter: "{{ Dimension('id__ordered_on') }} > '2024-01-01'"
        - name: growth
          label: Growth
          type: derived
          type_params: {expr: aa - bb, metrics: [{name: revenue, alias: aa}, {name: revenue, alias: bb, offset_window: 7 days}]}
      saved_queries:
        - name: weekly
          query_params: {metrics: [revenue], group_by: ["TimeDimension('id__ordered_on')"]}
          exports: [{name: weekly, config: {export_as: table}}]
      """;

  private static ProjectFolder project;
  private static Outcome parsed;
  private static JsonNode manifest;

  @BeforeAll
  static void parse(@TempDir Path folder) throws IOException {
    project =
        ProjectFolder.in(folder, NOWHERE, "public")
            .model("orders", "select 1 as id, 1 as customer_id\n")
            .model("customers", "select * from {{ ref('countries') }}, {{ ref('orders') }}\n")
            .model("days", "select date '2024-01-01' as date_day\n")
            .model("dim_v1", "select 1 as id\n")
            .model("dim_v2", "select 1 as id, 2 as x\n")
            .model("uses", "select * from {{ ref('dim') }}, {{ ref('dim', v=1) }}\n")
            .model("calls", "select {{ function('twice') }}(2) as four\n")
            .model("off", "{{ config(enabled=false) }} select 1\n")
            .file("seeds/countries.csv", "id,name\n1,a\n")
            .file(
                "snapshots/history.sql",
                """
                {% snapshot order_history %}
                {{ config(strategy='check', unique_key='id', check_cols='all') }}
                select * from {{ ref('orders') }}
                {% endsnapshot %}
                {% snapshot customer_history %}
                {{ config(strategy='check', unique_key='id', check_cols='all') }}
                select * from {{ ref('customers') }}
                {% endsnapshot %}
                """)
            .file("tests/no_negative.sql", "select * from {{ ref('orders') }} where id < 0\n")
            .file(
                "tests/generic/positive.sql",
                """
                {% test positive(model, column_name, at_least=0) %}
                {{ config(severity='warn') }}
                select * from {{ model }} where {{ column_name }} < {{ at_least }}
                {% endtest %}
                """)
            .file("functions/twice.sql", "select n * 2\n")
            .file("tests/fixtures/some_orders.csv", "id\n1\n")
            .file("analyses/how_many.sql", "select count(*) from {{ ref('orders') }}\n")
            .file("models/docs.md", "{% docs orders %}\nAll **orders**.\n{% enddocs %}\n")
            .file("models/schema.yml", PROPERTIES);
    parsed = TidemarkProcess.in(folder).run("parse");
    manifest =
        new ObjectMapper().readTree(Files.readAllBytes(folder.resolve("target/manifest.json")));
  }

  @Test
  void theManifestFitsDbtsSchema() throws IOException {
    assertThat(parsed.succeeded().out()).contains("All is well");
    try (InputStream in = getClass().getResourceAsStream("/dbt/manifest-v12.json.gz")) {
      JsonNode schema =
          new ObjectMapper().readTree(new GZIPInputStream(Objects.requireNonNull(in)));
      JsonSchema published =
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
      assertThat(published.validate(manifest)).isEmpty();
      ObjectNode broken = manifest.deepCopy();
      ((ObjectNode) broken.at("/nodes").get("model.shop.orders")).remove("checksum");
      assertThat(published.validate(broken)).isNotEmpty();
    }
  }

  @Test
  void everyKindIsListedAsASelectorFindsIt() {
    assertThat(TidemarkProcess.in(project.root()).run("ls", "--quiet").succeeded().lines())
        .containsExactlyInAnyOrder(
            "exposure:shop.board",
            "metric:shop.growth",
            "metric:shop.revenue",
            "saved_query:shop.weekly",
            "semantic_model:shop.facts",
            "shop.calls",
            "shop.countries",
            "shop.customers",
            "shop.days",
            "shop.dim.v1",
            "shop.dim.v2",
            "shop.dim_history",
            "shop.history.customer_history",
            "shop.history.order_history",
            "shop.my_values",
            "shop.no_negative",
            "shop.not_null_orders_id",
            "shop.orders",
            "shop.positive_orders_1__id",
            "shop.relationships_orders_customer_id__id__ref_customers_",
            "shop.source_not_null_raw_events_id",
            "shop.twice",
            "shop.unique_countries_id",
            "shop.unique_dim_v1_id",
            "shop.unique_dim_v2_id",
            "shop.unique_orders_id",
            "shop.uses",
            "source:shop.far.payments",
            "source:shop.raw.events",
            "unit_test:shop.counts",
            "unit_test:shop.of_versions_v1",
            "unit_test:shop.of_versions_v2");
  }

  @Test
  void whatReadsWhatIsKnownOfEveryKind() {
    assertThat(parents("exposure.shop.board"))
        .isEqualTo("[\"metric.shop.revenue\",\"model.shop.orders\",\"source.shop.raw.events\"]");
    assertThat(parents("model.shop.uses"))
        .isEqualTo("[\"model.shop.dim.v1\",\"model.shop.dim.v2\"]");
    assertThat(parents("snapshot.shop.dim_history")).isEqualTo("[\"model.shop.dim.v2\"]");
    assertThat(parents("metric.shop.growth")).isEqualTo("[\"metric.shop.revenue\"]");
    assertThat(parents("metric.shop.revenue")).isEqualTo("[\"semantic_model.shop.facts\"]");
    assertThat(parents("unit_test.shop.dim.of_versions_v1")).isEqualTo("[\"model.shop.dim.v1\"]");
    assertThat(manifest.at("/child_map").get("seed.shop.countries").toString())
        .contains("model.shop.customers");
    assertThat(manifest.at("/group_map/finance/0").asText()).isEqualTo("model.shop.orders");
    assertThat(manifest.at("/disabled").has("model.shop.off")).isTrue();
  }

  @Test
  void aGenericTestKnowsItsMacroAndItsNode() {
    JsonNode nodes = manifest.at("/nodes");
    JsonNode unique = nodes.get("test.shop.unique_orders_id." + hashOf("unique_orders_id"));

    assertThat(unique.at("/test_metadata/name").asText()).isEqualTo("unique");
    assertThat(unique.at("/attached_node").asText()).isEqualTo("model.shop.orders");
    assertThat(unique.at("/column_name").asText()).isEqualTo("id");
    assertThat(unique.at("/file_key_name").asText()).isEqualTo("models.orders");
    assertThat(unique.at("/raw_code").asText())
        .isEqualTo("{{ test_unique(**_dbt_generic_test_kwargs) }}");
    assertThat(nodes.at("/model.shop.orders/primary_key/0").asText()).isEqualTo("id");
    assertThat(nodes.at("/model.shop.orders/description").asText()).isEqualTo("All **orders**.");
    assertThat(nodes.at("/model.shop.orders/doc_blocks/0").asText()).isEqualTo("doc.shop.orders");
  }

  @Test
  void versionsShareWhatTheirModelSays() {
    JsonNode first = manifest.at("/nodes").get("model.shop.dim.v1");
    JsonNode second = manifest.at("/nodes").get("model.shop.dim.v2");

    assertThat(first.at("/alias").asText()).isEqualTo("dim_v1");
    assertThat(second.at("/alias").asText()).isEqualTo("dim");
    assertThat(first.at("/latest_version").asInt()).isEqualTo(2);
    assertThat(first.at("/columns").has("x")).isFalse();
    assertThat(second.at("/columns").has("x")).isTrue();
  }

  private static String parents(String id) {
    return manifest.at("/parent_map").get(id).toString();
  }

  private static String hashOf(String name) {
    for (var names = manifest.at("/nodes").fieldNames(); names.hasNext(); ) {
      String id = names.next();
      if (id.startsWith("test.shop." + name + ".")) {
        return id.substring(id.lastIndexOf('.') + 1);
      }
    }
    throw new AssertionError(name);
  }
}
