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

/** What templates find in {@code model}, and the manifest of what they call, as dbt has both. */
class ModelInTemplatesTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final ProjectFolder project;

  ModelInTemplatesTest(@TempDir Path folder) {
    project = ProjectFolder.in(folder, database.settings(), "shop");
  }

  @Test
  void aTemplateSeesAllThatTheManifestHasOfItsNode() {
    project
        .file(
            "models/models.yml",
            """
            models:
              - name: orders
                description: "{{ doc('orders') }}"
                data_tests: [{told: {arguments: {of: "x"}}}]
                config: {meta: {owner: sales}}
            """)
        .file("models/docs.md", "{% docs orders %}All orders{% enddocs %}")
        .file(
            "tests/generic/told.sql",
            """
            {% test told(model, of) %}
            {% set me = context['model'] %}
            {% if execute %}{% do log(
              ['test', me.attached_node, me.test_metadata.name, me.test_metadata.kwargs.of,
               me.refs[0].name, me.config.severity, me.nothing is defined] | join(' '), info=true) %}
            {% endif %}
            select 1 where false
            {% endtest %}
            """)
        .model(
            "orders",
            """
            {% if execute %}{% do log(
              ['model', model.description, model.relation_name, model.meta.owner,
               model.config.on_schema_change, model.checksum.name, 'group' in model] | join(' '),
              info=true) %}{% endif %}
            select 1 as x
            """);

    project
        .run("build")
        .succeeded()
        .says("model All orders \"")
        .says("\".\"shop\".\"orders\" sales ignore sha256 False")
        .says("test model.shop.orders told x orders ERROR False");
  }

  @Test
  void theManifestHasTextsOfFilesWithoutTheWhiteSpaceAroundThem() throws IOException {
    project
        .file("macros/m.sql", "\n{%- macro m() -%}\n1\n{%- endmacro -%}\n\n")
        .file("models/m.yml", "models:\n  - name: orders\n    description: |\n      All orders\n")
        .file(
            "models/d.md",
            """
            {% docs how %}
            {% raw %}Write {{ ref('orders') }}{% endraw %}{# why #}
            {% enddocs %}\
            """)
        .model("orders", "select 1 as x")
        .model("told_v1", "select 1 as x")
        .file("models/told.yml", "models: [{name: told, versions: [{v: 1}]}]")
        .file(
            "models/e.yml",
            """
            exposures:
              - name: board
                type: dashboard
                owner: {name: us}
                depends_on: ["ref('orders')", "ref('shop', 'orders')", "ref('told', v=1)", "ref('told', v='1')"]
            """);

    project.run("parse").succeeded();

    JsonNode manifest = new ObjectMapper().readTree(project.read("target/manifest.json"));
    assertThat(manifest.at("/macros/macro.shop.m/macro_sql").asText())
        .isEqualTo("{%- macro m() -%}\n1\n{%- endmacro -%}");
    assertThat(manifest.at("/nodes/model.shop.orders/description").asText())
        .isEqualTo("All orders");
    assertThat(manifest.at("/docs/doc.shop.how/block_contents").asText())
        .isEqualTo("Write {{ ref('orders') }}");
    assertThat(manifest.at("/exposures/exposure.shop.board/refs").toString())
        .isEqualTo(
            "[{\"name\":\"orders\",\"package\":null,\"version\":null},"
                + "{\"name\":\"orders\",\"package\":\"shop\",\"version\":null},"
                + "{\"name\":\"told\",\"package\":null,\"version\":1},"
                + "{\"name\":\"told\",\"package\":null,\"version\":\"1\"}]");
  }

  @Test
  void ephemeralModelsAreCompiledWhetherTheyAreReadOrNot() throws IOException {
    String ephemeral = "{{ config(materialized='ephemeral') }}";
    project
        .file("seeds/codes.csv", "code\na\n")
        .file("models/codes.yml", "models: [{name: codes, data_tests: [told]}]")
        .file("macros/noted.sql", "{% macro noted() %}select 1{% endmacro %}")
        .file("seeds/s.yml", "seeds: [{name: codes, config: {post_hook: '{{ noted() }}'}}]")
        .file(
            "tests/generic/told.sql",
            "{% test told(model) %}select 1 from {{ model }} where false{% endtest %}")
        .model("first", ephemeral + "select 1 as x")
        .model("second", ephemeral + "select * from {{ ref('first') }}")
        .model("reader", "select * from {{ ref('second') }}")
        .model("unread", ephemeral + "select 2 as x");

    project.run("build").succeeded();

    JsonNode nodes = new ObjectMapper().readTree(project.read("target/manifest.json")).get("nodes");
    assertThat(nodes.at("/model.shop.second/extra_ctes/0/id").asText())
        .isEqualTo("model.shop.first");
    assertThat(nodes.at("/model.shop.unread/compiled_code").asText()).isEqualTo("select 2 as x");
    assertThat(project.read("target/compiled/shop/models/unread.sql")).isEqualTo("select 2 as x");
    assertThat(nodes.at("/seed.shop.codes/depends_on/macros/0").asText())
        .isEqualTo("macro.shop.noted");
    assertThat(nodes.findValuesAsText("attached_node")).containsExactly("seed.shop.codes");
  }
}
