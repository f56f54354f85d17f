package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.postgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The catalog by the project's own macros. */
class DocsMacrosTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final ProjectFolder project;

  DocsMacrosTest(@TempDir Path folder) {
    project =
        ProjectFolder.in(folder, database.settings(), "shop")
            .model("orders", "{{ config(materialized='table') }} select 1 as id, 2 as n\n");
  }

  @Test
  void theProjectsMacroMakesTheCatalog() throws IOException {
    String select =
        """
          {%% call statement('catalog', fetch_result=True) %%}
            select '{{ information_schema.database }}' as table_database,
              upper('shop') as table_schema, t.name as table_name, 'MINE' as table_type,
              '%s' as table_comment, 'me' as table_owner, 'id' as column_name,
              1 as column_index, 'integer' as column_type, null as column_comment,
              'Rows' as "stats:rows:label", 7 as "stats:rows:value",
              'How many' as "stats:rows:description", true as "stats:rows:include"
            from (values ('orders'), ('unknown')) t (name)
          {%% endcall %%}
          {{ return(load_result('catalog').table) }}
        """;
    project.file(
        "macros/catalog.sql",
        "{% macro postgres__get_catalog_relations(information_schema, relations) %}"
            + select.formatted("{{ relations[0].identifier }}")
            + "{% endmacro %}{% macro get_catalog(information_schema, schemas) %}"
            + select.formatted("{{ schemas | join }}")
            + "{% endmacro %}");
    project.run("run").succeeded();

    project.run("docs", "generate").succeeded();

    JsonNode orders = table();
    assertThat(orders.at("/metadata/type").asText()).isEqualTo("MINE");
    assertThat(orders.at("/metadata/schema").asText()).isEqualTo("shop");
    assertThat(orders.at("/metadata/comment").asText()).isEqualTo("orders");
    assertThat(orders.at("/columns/id/type").asText()).isEqualTo("integer");
    assertThat(orders.at("/stats/rows/value").asInt()).isEqualTo(7);
    assertThat(orders.at("/stats/rows/include").asBoolean()).isTrue();
    assertThat(orders.at("/stats/has_stats/value").asBoolean()).isTrue();

    project.run("docs", "generate", "--no-compile").succeeded();
    assertThat(table().at("/metadata/comment").asText()).isEqualTo("shop");

    project.file(
        "macros/catalog.sql",
        "{% macro get_catalog_relations(information_schema, relations) %}none{% endmacro %}");
    project.run("docs", "generate").refused().says("get_catalog_relations gives no table");
    project.without("macros/catalog.sql").run("docs", "generate").succeeded();
    assertThat(table().at("/metadata/type").asText()).isEqualTo("BASE TABLE");
    assertThat(table().at("/stats/has_stats/value").asBoolean()).isFalse();
  }

  @Test
  void ofAnotherDatabaseTheCatalogHasAnError() throws IOException {
    project.file(
        "models/raw.yml",
        """
        sources:
          - {name: raw, database: elsewhere, tables: [{name: a}, {name: b}]}
          - {name: far, database: ELSEWHERE2, tables: [{name: c}]}
        """);
    project.run("run").succeeded();

    project
        .run("docs", "generate")
        .nodeFailed()
        .says("nothing of the database \"elsewhere\"", "source.shop.raw.a and 1 more are")
        .says("nothing of the database \"ELSEWHERE2\"", "source.shop.far.c is");

    JsonNode errors =
        new ObjectMapper().readTree(project.read("target/catalog.json")).path("errors");
    assertThat(errors).hasSize(2);
    assertThat(errors.get(0).asText())
        .startsWith(
            "Runtime Error\n  ERROR: Cross-db references not allowed in postgres (elsewhere");
    assertThat(table().at("/metadata/type").asText()).isEqualTo("BASE TABLE");
    project.run("docs", "generate", "--empty-catalog").succeeded();
  }

  private JsonNode table() throws IOException {
    return new ObjectMapper()
        .readTree(project.read("target/catalog.json"))
        .path("nodes")
        .path("model.shop.orders");
  }
}
