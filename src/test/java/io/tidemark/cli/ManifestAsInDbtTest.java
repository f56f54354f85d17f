package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.postgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The less obvious contents of {@code manifest.json} and {@code catalog.json}, as dbt 1.11's. */
class ManifestAsInDbtTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final ProjectFolder project;

  ManifestAsInDbtTest(@TempDir Path folder) {
    project = ProjectFolder.in(folder.resolve("shop"), database.settings(), "shop");
  }

  @BeforeEach
  void anEmptyDatabase() {
    database.execute("drop schema if exists shop cascade");
    database.execute("drop schema if exists shop_dbt_test__audit cascade");
  }

  @Test
  void whatIsDisabledStaysAsItIsWritten() throws IOException {
    project
        .model("off", "{{ config(enabled=false) }} select 1 as id")
        .file("models/docs.md", "{% docs d %}a text{% enddocs %}")
        .file(
            "models/off.yml",
            """
            models:
              - name: "off"
                description: "Says {{ doc('d') }}"
                columns: [{name: id, description: "{{ doc('d') }}", data_tests: [unique]}]
            """);

    project.run("parse").succeeded();

    JsonNode off = json("manifest.json").at("/disabled/model.shop.off/0");
    assertThat(off.path("description").asText()).isEqualTo("Says {{ doc('d') }}");
    assertThat(off.path("doc_blocks")).isEmpty();
    assertThat(off.at("/columns/id/description").asText()).isEqualTo("{{ doc('d') }}");
    assertThat(off.at("/columns/id/doc_blocks")).isEmpty();
    assertThat(off.path("primary_key")).isEmpty();
  }

  @Test
  void anEntryIsAboutTheEnabledOneOfSeveralModelsOfItsName() throws IOException {
    project
        .model("here/orders", "select 1 as id")
        .model("there/orders", "{{ config(enabled=false) }} select 2 as id")
        .file(
            "models/orders.yml",
            "models: [{name: orders, description: An order, config: {tags: [mine]}}]\n");

    project.run("parse").succeeded();

    JsonNode manifest = json("manifest.json");
    assertThat(manifest.at("/nodes/model.shop.orders/description").asText()).isEqualTo("An order");
    JsonNode off = manifest.at("/disabled/model.shop.orders/0");
    assertThat(off.path("description").asText()).isEmpty();
    assertThat(off.path("patch_path").isNull()).isTrue();
    assertThat(off.path("tags")).isEmpty();
  }

  @Test
  void anEntryCantEnableOneOfSeveral() {
    project
        .model("here/orders", "{{ config(materialized='table') }} select 1 as id")
        .model("there/orders", "select 2 as id")
        .append("dbt_project.yml", "models: {+enabled: false}\n")
        .file("models/orders.yml", "models: [{name: orders, config: {enabled: true}}]\n");

    project
        .run("parse")
        .refused()
        .says(
            "The entry of \"orders\" enables one of 2 models of that name",
            "models/orders.yml:1",
            "models/here/orders.sql, models/there/orders.sql",
            "dbt_project.yml");
  }

  @Test
  void tagsAreConfiguredAsOftenAsTheyAreWritten() throws IOException {
    project
        .append("dbt_project.yml", "models: {+tags: [a, b], shop: {+tags: a}}\n")
        .model("m", "{{ config(tags='b') }} select '{{ config.get('tags') | join }}' as tags")
        .file("models/m.yml", "models: [{name: m, config: {tags: [c]}}]\n");

    project.run("run").succeeded();

    JsonNode model = json("manifest.json").at("/nodes/model.shop.m");
    assertThat(model.at("/config/tags").toString()).isEqualTo("[\"a\",\"b\",\"a\",\"c\",\"b\"]");
    assertThat(model.path("tags").toString()).isEqualTo("[\"a\",\"b\",\"c\"]");
    assertThat(database.queryText("select tags from shop.m")).isEqualTo("abacb");
  }

  @Test
  void aTestKnowsWhatItsMacroCallsAndEachRefOfItsArguments() throws IOException {
    project
        .model("m", "select 1 as id")
        .file("macros/mine.sql", "{% macro mine() %}1 = 1{% endmacro %}")
        .file(
            "tests/generic/holds.sql",
            "{% test holds(model, rule) %}select 1 from {{ model }} where not {{ rule }}{% endtest %}")
        .file(
            "models/m.yml",
            """
            models:
              - name: m
                data_tests: [{holds: {name: held, arguments: {rule: "{{ mine() }}"}}}]
                columns:
                  - name: id
                    data_tests:
                      - relationships: {name: itself, arguments: {to: ref('m'), field: id}}
            """);

    project.run("parse").succeeded();

    List<JsonNode> tests = json("manifest.json").path("nodes").findParents("test_metadata");
    assertThat(named("held", tests).at("/depends_on/macros").toString())
        .isEqualTo("[\"macro.shop.test_holds\",\"macro.dbt.get_where_subquery\"]");
    assertThat(named("itself", tests).path("refs")).hasSize(2);
    project.run("build").succeeded();
  }

  private static JsonNode named(String name, List<JsonNode> nodes) {
    return nodes.stream()
        .filter(node -> node.path("name").asText().equals(name))
        .findAny()
        .orElseThrow();
  }

  @Test
  void pagesFindAnOverviewWhereTheProjectHasNone() throws IOException {
    project.model("m", "select 1 as id");

    project.run("parse").succeeded();

    assertThat(json("manifest.json").at("/docs/doc.dbt.__overview__/block_contents").asText())
        .contains("What this is");
  }

  @Test
  void aTestsLimitIsANumberAlsoWhereItIsQuoted() throws IOException {
    project
        .model("a", "select 1 as id")
        .file(
            "models/a.yml",
            "models: [{name: a, data_tests: [{unique: {column_name: id, name: u,"
                + " config: {limit: '5'}}}]}]\n");

    project.run("parse").succeeded();

    assertThat(json("manifest.json").path("nodes").toString()).contains("\"limit\":5,");
  }

  @Test
  void groupsAreConfiguredLikeModels() throws IOException {
    project
        .model("a", "select 1 as id")
        .file(
            "models/groups.yml",
            """
            groups:
              - {name: g, owner: {name: me}, description: "{{ 1 }}", config: {meta: {own: 1}}}
            """)
        .append(
            "dbt_project.yml",
            "models: {+materialized: table, shop: {+meta: {team: a}, +enabled: true}}\n");

    project.run("parse").succeeded();

    JsonNode group = json("manifest.json").at("/groups/group.shop.g");
    assertThat(group.path("config").toString())
        .isEqualTo("{\"materialized\":\"table\",\"meta\":{\"team\":\"a\",\"own\":1}}");
    assertThat(group.path("description").asText()).isEqualTo("{{ 1 }}");
  }

  @Test
  void aTestIsInTheGroupOfItsModelAndKnowsItsVersion() throws IOException {
    project
        .model("a_v1", "select 1 as id")
        .file(
            "tests/generic/odd.sql",
            "{% test odd(model, column_name) %} select 1 from {{ model }} {% endtest %}")
        .file(
            "models/a.yml",
            """
            groups: [{name: g, owner: {name: me}}]
            models:
              - name: a
                versions: [{v: 1}]
                config: {group: g, access: private}
                columns: [{name: id, data_tests: [unique, odd]}]
            """);

    project.run("parse").succeeded();

    JsonNode manifest = json("manifest.json");
    for (JsonNode node : manifest.path("nodes")) {
      if (node.path("resource_type").asText().equals("test")) {
        assertThat(node.path("group").asText()).isEqualTo("g");
        assertThat(node.at("/config/group").isNull()).isTrue();
        assertThat(node.at("/unrendered_config/group").isMissingNode()).isTrue();
        // Of its own test dbt takes the version as it is, and renders the others' calls.
        assertThat(node.at("/refs/0/version").isTextual())
            .isEqualTo(node.at("/test_metadata/name").asText().equals("odd"));
      }
    }
    assertThat(manifest.at("/group_map/g")).hasSize(3);
    project.run("ls", "--select", "group:g", "--indirect-selection", "empty").says("shop.a.v1");
    assertThat(project.run("ls", "--select", "group:g", "--indirect-selection", "empty").out())
        .doesNotContain("unique");
  }

  @Test
  void whatATestHasOfWhatItTestsIsNotConfigured() throws IOException {
    project
        .model("orders", "{{ config(group='g', tags='m') }} select 1 as id")
        .file(
            "models/all.yml",
            """
            groups: [{name: g, owner: {name: me}}]
            sources:
              - name: raw
                tags: [z]
                config: {tags: [c]}
                tables:
                  - name: t
                    tags: [a]
                    columns: [{name: id, data_tests: [unique]}]
            models:
              - name: orders
                columns:
                  - name: id
                    tags: [pii]
                    data_tests: [{unique: {config: {tags: [b]}}}]
                data_tests:
                  - accepted_values:
                      arguments: {column_name: id, values: [1], config: {severity: warn}}
            """);

    project.run("parse").succeeded();

    JsonNode nodes = json("manifest.json").path("nodes");
    JsonNode unique = startingWith(nodes, "test.shop.unique_orders_id");
    assertThat(unique.path("tags").toString()).isEqualTo("[\"b\",\"pii\"]");
    assertThat(unique.path("group").asText()).isEqualTo("g");
    assertThat(unique.at("/config/tags").toString()).isEqualTo("[\"b\"]");
    assertThat(unique.at("/config/group").isNull()).isTrue();
    assertThat(unique.path("unrendered_config").toString()).isEqualTo("{\"tags\":[\"b\"]}");
    assertThat(startingWith(nodes, "test.shop.accepted_values").at("/config/severity").asText())
        .as("where dbt finds it, too")
        .isEqualTo("warn");
    assertThat(startingWith(nodes, "test.shop.source_unique").path("tags").toString())
        .isEqualTo("[\"a\",\"z\"]");
    assertThat(json("manifest.json").at("/sources/source.shop.raw.t/tags").toString())
        .isEqualTo("[\"a\",\"c\",\"z\"]");
    assertThat(project.run("ls", "-s", "group:g", "--indirect-selection", "empty").lines())
        .containsExactly("shop.orders");
  }

  @Test
  void whatAPackagesTestConfiguresIsSeenUnlessTheProjectHasATestOfItsName() throws IOException {
    project
        .model("orders", "select 1 as id")
        .file("models/m.yml", "models: [{name: orders, data_tests: [helpers.odd]}]\n")
        .file("dbt_packages/helpers/dbt_project.yml", "name: helpers\n")
        .file(
            "dbt_packages/helpers/macros/odd.sql",
            "{% test odd(model) %}{{ config(fail_calc='2') }}select 1 from {{ model }}"
                + "{% endtest %}\n");
    assertThat(failCalc()).isEqualTo("2");

    project.file("macros/odd.sql", "{% test odd(model) %}select 1 from {{ model }}{% endtest %}\n");
    assertThat(failCalc()).isEqualTo("count(*)");

    project.file(
        "macros/odd.sql", "{% test odd(model) %}{{ helpers.test_odd(model) }}{% endtest %}\n");
    assertThat(failCalc()).isEqualTo("2");
  }

  private String failCalc() throws IOException {
    project.run("parse").succeeded();
    return startingWith(json("manifest.json").path("nodes"), "test.shop.helpers_odd")
        .at("/config/fail_calc")
        .asText();
  }

  @Test
  void keysOfColumnsThatDbtDoesNotKnowAreKept() throws IOException {
    project
        .model("a", "select 1 as id, '{{ model.columns.id.masking.by }}' as rule")
        .file("models/a.yml", "models: [{name: a, columns: [{name: id, masking: {by: me}}]}]\n");

    project.run("run").succeeded();

    assertThat(json("manifest.json").at("/nodes/model.shop.a/columns/id/masking").toString())
        .isEqualTo("{\"by\":\"me\"}");
    assertThat(json("run_results.json").at("/results/0/compiled_code").asText())
        .contains("'me' as rule");
  }

  @Test
  void aDescriptionThatIsATemplateLosesItsLastLineBreak() throws IOException {
    project
        .model("a", "select 1 as id")
        .file("models/docs.md", "{% docs d %}a text{% enddocs %}")
        .file(
            "models/a.yml",
            """
            models:
              - name: a
                description: |
                  Of {{ doc('d') }}.
                columns:
                  - name: id
                    description: |
                      No template.
            # The end.
            """);

    project.run("parse").succeeded();

    JsonNode a = json("manifest.json").at("/nodes/model.shop.a");
    assertThat(a.path("description").asText()).isEqualTo("Of a text.");
    assertThat(a.at("/columns/id/description").asText()).isEqualTo("No template.\n");
  }

  @Test
  void rowsInSqlEndWithoutALineBreak() throws IOException {
    project
        .model("a", "select 1 as id")
        .model("b", "select id from {{ ref('a') }}")
        .file(
            "models/u.yml",
            """
            unit_tests:
              - name: u
                model: b
                given:
                  - input: ref('a')
                    format: sql
                    rows: |
                      select 1 as id
                expect: {rows: [{id: 1}]}
            """);

    project.run("parse").succeeded();

    JsonNode unitTests = json("manifest.json").path("unit_tests");
    assertThat(startingWith(unitTests, "unit_test.").at("/given/0/rows").asText())
        .isEqualTo("select 1 as id");
  }

  private static JsonNode startingWith(JsonNode nodes, String id) {
    for (Map.Entry<String, JsonNode> one : nodes.properties()) {
      if (one.getKey().startsWith(id)) {
        return one.getValue();
      }
    }
    throw new AssertionError(id);
  }

  @Test
  void lineEndsStayAsTheyAreWritten() throws IOException {
    project
        .model("a", "select {{ one() }} as id")
        .file("macros/one.sql", "{% macro one() %}\r\n1\r\n{% endmacro %}\r\n")
        .file(
            "snapshots/kept.sql",
            "{% snapshot kept %}\r\n{{ config(unique_key='id', strategy='check',"
                + " check_cols='all') }}\r\nselect 1 as id\r\n{% endsnapshot %}");

    project.run("parse").succeeded();

    JsonNode manifest = json("manifest.json");
    assertThat(manifest.at("/macros/macro.shop.one/macro_sql").asText())
        .isEqualTo("{% macro one() %}\r\n1\r\n{% endmacro %}");
    assertThat(manifest.at("/nodes/snapshot.shop.kept/raw_code").asText())
        .startsWith("\r\n{{ config(")
        .endsWith("\r\nselect 1 as id\r\n");
  }

  @Test
  void failuresThatAreKeptHaveARelation() throws IOException {
    project
        .model("zoo", "{{ config(materialized='table') }} select 1 as id")
        .model("ape", "select 1 as id")
        .file("tests/kept.sql", "{{ config(store_failures=true, severity='warn') }} select 1 as x")
        .file("tests/lost.sql", "select 1 as x where false");
    project.run("build").succeeded();

    project.run("docs", "generate").succeeded();

    JsonNode results = json("run_results.json").path("results");
    for (JsonNode result : results) {
      String id = result.path("unique_id").asText();
      assertThat(result.path("relation_name").isNull()).as(id).isEqualTo(id.endsWith("lost"));
    }
    assertThat(results).hasSize(4);
    JsonNode nodes = json("catalog.json").path("nodes");
    assertThat(nodes.fieldNames())
        .toIterable()
        .containsExactly("model.shop.ape", "model.shop.zoo", "test.shop.kept");
    assertThat(nodes.at("/test.shop.kept/metadata/schema").asText())
        .isEqualTo("shop_dbt_test__audit");
  }

  @Test
  void failuresThatTheCommandKeepsHaveARelationToo() throws IOException {
    project
        .file("tests/lost.sql", "select 1 as x where false")
        .file("tests/never.sql", "{{ config(store_failures=false) }} select 1 as x where false");

    project.run("test", "--store-failures").succeeded();

    JsonNode nodes = json("manifest.json").path("nodes");
    assertThat(nodes.at("/test.shop.lost/relation_name").asText()).endsWith(".\"lost\"");
    assertThat(nodes.at("/test.shop.never/relation_name").isNull()).isTrue();
    project.run("test").succeeded();
    assertThat(json("manifest.json").at("/nodes/test.shop.lost/relation_name").isNull()).isTrue();
  }

  @Test
  void sourcesComeFirstAmongWhatAnExposureDependsOn() throws IOException {
    project
        .model("ape", "select 1 as id")
        .file(
            "models/ape.yml",
            """
            sources: [{name: raw, tables: [{name: t}]}]
            exposures:
              - name: e
                type: dashboard
                owner: {name: me}
                depends_on: ["ref('ape')", "source('raw', 't')"]
            """);

    project.run("parse").succeeded();

    JsonNode manifest = json("manifest.json");
    assertThat(manifest.at("/exposures/exposure.shop.e/depends_on/nodes").toString())
        .isEqualTo("[\"source.shop.raw.t\",\"model.shop.ape\"]");
  }

  @Test
  void aColumnsKeyThatDbtMakesItselfIsNotTakenFromTheFile() throws IOException {
    project
        .model("ape", "select 1 as id")
        .file(
            "models/ape.yml",
            "models: [{name: ape, columns: [{name: id, doc_blocks: 2, owner: me}]}]\n");

    project.run("parse").succeeded();

    JsonNode column = json("manifest.json").at("/nodes/model.shop.ape/columns/id");
    assertThat(column.path("doc_blocks").toString()).isEqualTo("[]");
    assertThat(column.path("owner").asText()).isEqualTo("me");
  }

  @Test
  void whatStandsBetweenTagsKeepsItsWhiteSpace() throws IOException {
    project.file(
        "snapshots/two.sql",
        """
        -- before
        {% snapshot one %}
        {{ config(unique_key='id', strategy='check', check_cols='all') }}
        select 1 as id
        {% endsnapshot %}
        {% snapshot other -%}
          {{ config(unique_key='id', strategy='check', check_cols='all') }} select {{ nope() }}
        {%- endsnapshot %}
        """);

    project.run("compile").refused().says("snapshots/two.sql:7");
    project.run("compile", "--select", "one").succeeded();

    JsonNode nodes = json("manifest.json").at("/nodes");
    assertThat(nodes.at("/snapshot.shop.one/compiled_code").asText())
        .isEqualTo("\n\nselect 1 as id");
    assertThat(nodes.at("/snapshot.shop.other/raw_code").asText())
        .startsWith("{{ config(")
        .endsWith("select {{ nope() }}");
  }

  @Test
  void snapshotsHaveNoCompiledFile() throws IOException {
    project
        .model("a", "select 1 as id")
        .file(
            "snapshots/kept.yml",
            """
            snapshots:
              - name: kept
                relation: ref('a')
                config: {unique_key: id, strategy: check, check_cols: all}
            """);

    project.run("build").succeeded();
    project.run("compile").succeeded();

    JsonNode kept = json("manifest.json").at("/nodes/snapshot.shop.kept");
    assertThat(kept.path("compiled_path").isNull()).isTrue();
    assertThat(kept.path("compiled_code").asText()).startsWith("select * from");
    assertThat(project.has("target/compiled/shop/snapshots")).isFalse();
    assertThat(project.has("target/compiled/shop/models/a.sql")).isTrue();
  }

  private JsonNode json(String artifact) throws IOException {
    return new ObjectMapper().readTree(project.read("target/" + artifact));
  }
}
