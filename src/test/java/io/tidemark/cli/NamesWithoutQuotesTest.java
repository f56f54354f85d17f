package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.postgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code quoting:} of the project and of sources: PostgreSQL makes lower case of the names. */
class NamesWithoutQuotesTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final ProjectFolder project;

  NamesWithoutQuotesTest(@TempDir Path folder) {
    project = ProjectFolder.in(folder, database.settings(), "shop");
  }

  @BeforeEach
  void anEmptyDatabase() {
    database.execute("drop schema if exists shop cascade; drop schema if exists raw cascade");
    database.execute("create schema raw; create table raw.orders as select 1 as id");
  }

  @Test
  void everythingIsFoundAgainByItsNameInLowerCase() throws IOException {
    project
        .append("dbt_project.yml", "quoting: {identifier: false}\n")
        .file("seeds/Codes.csv", "id\n1\n")
        .file(
            "models/schema.yml",
            """
            sources:
              - {name: raw, schema: raw, tables: [{name: Orders, quoting: {identifier: false}}]}
            models:
              - {name: Grown, columns: [{name: id, data_tests: [unique, not_null]}]}
            """)
        .model(
            "Grown",
            """
            {{ config(materialized='incremental', unique_key='id') }}
            select o.id + 1 as id, '{{ this }} {{ this.identifier }}' as said
            from {{ source('raw', 'Orders') }} o join {{ ref('Codes') }} using (id)
            {% if is_incremental() %} where id > (select 0 from {{ this }} limit 1) {% endif %}
            union all select {{ load_relation(this) is none and 10 or 20 }}, 'there'
            """)
        .file(
            "snapshots/Kept.sql",
            """
            {% snapshot Kept %}
            {{ config(target_schema='shop', unique_key='id', strategy='check', check_cols=['said']) }}
            select * from {{ ref('Grown') }}
            {% endsnapshot %}
            """)
        .model("After", "{{ config(materialized='table') }} select id from {{ ref('Kept') }}\n");

    for (int run = 1; run <= 2; run++) {
      project
          .run("build", "--threads", "1")
          .succeeded()
          .says("OK created sql incremental model shop.Grown", "ERROR=0");
    }

    assertThat(
            database.queryText(
                "select string_agg(relname, ' ' order by relname) from pg_class"
                    + " where relnamespace = 'shop'::regnamespace and relkind in ('r', 'v')"))
        .isEqualTo("after codes grown kept");
    assertThat(database.queryText("select string_agg(id::text, ' ' order by id) from shop.grown"))
        .isEqualTo("2 10 20");
    String db = '"' + database.settings().database() + '"';
    assertThat(database.queryText("select said from shop.grown where said <> 'there'"))
        .isEqualTo(db + ".\"shop\".Grown Grown");
    JsonNode grown = manifest().path("nodes").path("model.shop.Grown");
    assertThat(grown.path("relation_name").asText()).isEqualTo(db + ".\"shop\".Grown");
    assertThat(grown.path("alias").asText()).isEqualTo("Grown");
    assertThat(grown.path("compiled_code").asText())
        .contains(db + ".\"raw\".Orders", db + ".\"shop\".Codes");
    project.run("docs", "generate").succeeded();
    assertThat(
            new ObjectMapper()
                .readTree(project.read("target/catalog.json"))
                .path("nodes")
                .has("model.shop.Grown"))
        .isTrue();
  }

  @Test
  void aSourceSaysItForItself() throws IOException {
    database.execute("create table raw.\"Kept\" as select 2 as kept");
    project
        .append("dbt_project.yml", "quoting: {database: false, schema: false}\n")
        .file(
            "models/schema.yml",
            """
            sources:
              - name: raw
                schema: RAW
                quoting: {schema: false}
                tables:
                  - {name: ORDERS, quoting: {identifier: false}}
                  - {name: Kept}
            """)
        .model(
            "Orders", "select * from {{ source('raw', 'ORDERS') }}, {{ source('raw', 'Kept') }}\n");

    project.run("run").succeeded();

    assertThat(database.queryText("select id from shop.\"Orders\"")).isEqualTo("1");
    // As in dbt the manifest names them by the project's word too, which templates do not.
    String db = database.settings().database();
    JsonNode sources = manifest().path("sources");
    assertThat(sources.at("/source.shop.raw.ORDERS/relation_name").asText())
        .isEqualTo(db + ".RAW.ORDERS");
    assertThat(sources.at("/source.shop.raw.Kept/relation_name").asText())
        .isEqualTo(db + ".RAW.\"Kept\"");
    assertThat(manifest().at("/nodes/model.shop.Orders/compiled_code").asText())
        .contains('"' + db + "\".RAW.ORDERS");
  }

  @Test
  void macrosMakeNamesInTheSameWay() {
    project
        .append("dbt_project.yml", "quoting: {identifier: false, schema: false}\n")
        .model(
            "One",
            """
            {% set made = api.Relation.create(schema='Shop', identifier='One') %}
            {% set found = adapter.get_relation(target.database, 'SHOP', 'ONE') %}
            select '{{ made }}' as made, '{{ found }}' as found,
              '{{ adapter.quote_as_configured('Aa', 'identifier') }}' as configured
            """);
    project.run("run").succeeded();
    project.run("run").succeeded();
    assertThat(database.queryText("select made || ' ' || found || ' ' || configured from shop.one"))
        .isEqualTo("Shop.One \"" + database.settings().database() + "\".\"shop\".\"one\" Aa");
  }

  private JsonNode manifest() throws IOException {
    return new ObjectMapper().readTree(project.read("target/manifest.json"));
  }
}
