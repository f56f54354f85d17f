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

/** Scenarios of dbt's own functional tests that no other test here tells. */
class DbtScenariosTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final ProjectFolder project;

  DbtScenariosTest(@TempDir Path folder) {
    project = ProjectFolder.in(folder, database.settings(), "scenarios");
  }

  @BeforeEach
  void anEmptyDatabase() {
    database.execute("drop schema if exists scenarios cascade");
  }

  @Test
  void aContractMayPromiseAString() {
    project
        .model(
            "colors",
            """
            {{ config(materialized='table', contract={'enforced': true}) }}
            select 'blue' as color, 1 as id
            """)
        .file(
            "models/colors.yml",
            """
            models:
              - name: colors
                columns: [{name: color, data_type: String}, {name: id, data_type: integer}]
            """);

    project.run("run").succeeded();

    assertThat(
            database.queryText(
                "select data_type from information_schema.columns where table_schema = 'scenarios'"
                    + " and column_name = 'color'"))
        .isEqualTo("text");
  }

  @Test
  void aPrimaryKeyIsWrittenOnce() {
    String both = "{type: primary_key, columns: [a]}";
    project
        .model("keyed", "select 1 as a, 2 as b\n")
        .file("models/keyed.yml", keyed("[{type: primary_key}]", "[{type: primary_key}]", ""));
    project
        .run("parse")
        .refused()
        .says("Found 2 columns (['a', 'b']) with primary key constraints", "models/keyed.yml:4");

    project.file("models/keyed.yml", keyed("[{type: primary_key}]", "[]", both));
    project.run("parse").refused().says("defined at the model level and the columns level");

    project.file("models/keyed.yml", keyed("[{type: not_null}]", "[]", both));
    project.run("parse").succeeded();
  }

  private static String keyed(String ofA, String ofB, String ofModel) {
    return """
    models:
      - name: keyed
        columns:
          - {name: a, constraints: %s}
          - {name: b, constraints: %s}
        constraints: [%s]
    """
        .formatted(ofA, ofB, ofModel);
  }

  @Test
  void whatIsNoModelIsMaterializedInItsOwnWayOnly() {
    project.file("seeds/s.csv", "id\n1\n").file("tests/none.sql", "select 1 as id where false\n");
    String yaml = project.read("dbt_project.yml");

    project.file("dbt_project.yml", yaml + "seeds: {+materialized: table}\n");
    project.run("parse").refused().says("\"materialized\"", "Allowed: seed");

    project.file("dbt_project.yml", yaml + "data_tests: {+materialized: table}\n");
    project.run("parse").refused().says("\"materialized\"", "Allowed: test");

    project.file("dbt_project.yml", yaml + "data_tests: {+materialized: test}\n");
    project.run("build").succeeded();
  }

  @Test
  void thisIsTheTableWhoseFreshnessIsAskedByAQuery() throws IOException {
    database.execute(
        "create schema if not exists scenarios_raw;"
            + " drop table if exists scenarios_raw.events;"
            + " create table scenarios_raw.events as select now() - interval '2 days' as at");
    project.file(
        "models/sources.yml",
        """
        sources:
          - name: raw
            schema: scenarios_raw
            loaded_at_field: nowhere
            freshness: {warn_after: {count: 1, period: day}}
            tables:
              - name: events
                loaded_at_query: "select max(at) from {{ this }}"
              - name: other
                identifier: events
                config: {loaded_at_query: "select null"}
                loaded_at_field: at
              - name: asked
                identifier: events
                config: {loaded_at_query: "select now()"}
        """);

    project
        .run("source", "freshness")
        .succeeded()
        .says("WARN freshness of raw.events", "WARN freshness of raw.other")
        .says("PASS freshness of raw.asked");

    project.run("parse").succeeded();
    JsonNode sources = tree("target/manifest.json").path("sources");
    JsonNode events = sources.path("source.shop.raw.events");
    assertThat(events.path("loaded_at_query").asText()).isEqualTo("select max(at) from {{ this }}");
    assertThat(events.path("loaded_at_field").isNull()).isTrue();
    assertThat(sources.at("/source.shop.raw.other/loaded_at_field").asText()).isEqualTo("at");
  }

  @Test
  void theManifestSaysInBothWaysWhetherFailuresAreStored() throws IOException {
    project
        .file("tests/kept.sql", "{{ config(store_failures=true) }} select 1 as a where false\n")
        .file("tests/not_kept.sql", "{{ config(store_failures=false) }} select 1 as a where false")
        .file("tests/view.sql", "{{ config(store_failures_as='view') }} select 1 as a where false")
        .file("tests/silent.sql", "select 1 as a where false\n")
        .run("parse")
        .succeeded();

    JsonNode nodes = tree("target/manifest.json").path("nodes");
    assertThat(stored(nodes, "kept")).isEqualTo("true table");
    assertThat(stored(nodes, "not_kept")).isEqualTo("false ephemeral");
    assertThat(stored(nodes, "view")).isEqualTo("true view");
    assertThat(stored(nodes, "silent")).isEqualTo("null null");
  }

  private static String stored(JsonNode nodes, String test) {
    JsonNode config = nodes.path("test.shop." + test).path("config");
    return config.path("store_failures").asText() + " " + config.path("store_failures_as").asText();
  }

  @Test
  void aVariableThatIsNamedAsASecretIsHiddenInTheResults() throws IOException {
    project.model("one", "select 1 as id\n");
    project.run("run", "--vars", "{DBT_ENV_SECRET_key: abc, other: def}").succeeded();

    JsonNode vars = tree("target/run_results.json").at("/args/vars");
    assertThat(vars.path("DBT_ENV_SECRET_key").asText()).isEqualTo("*****");
    assertThat(vars.path("other").asText()).isEqualTo("def");
  }

  @Test
  void configurationOfWhatIsNotThereIsTold() {
    project
        .model("staging/one", "select 1 as id\n")
        .model("off", "{{ config(enabled=false) }} select 1 as id\n")
        .file(
            "dbt_project.yml",
            project.read("dbt_project.yml")
                + """
                models:
                  +materialized: view
                  shop:
                    staging: {+tags: [a]}
                    stagign: {+tags: [b]}
                    off: {+tags: [c]}
                sources: {elsewhere: {enabled: true}}
                """);

    project
        .run("parse")
        .succeeded()
        .says("Configuration paths exist in your dbt_project.yml file which do not apply to any")
        .says("dbt_project.yml:9:5", "There are 2 unused configuration paths:")
        .says("- models.shop.stagign", "- sources.elsewhere")
        .neverSays("- models.shop.staging", "- models.shop.off");
    project.run("parse", "--warn-error").refused().says("- models.shop.stagign");
    project
        .run("parse", "--warn-error-options", "{error: all, silence: [UnusedResourceConfigPath]}")
        .succeeded();
  }

  @Test
  void aPackageReadsTheModelOfTheProjectUnlessTheProjectSaysOtherwise() throws IOException {
    project
        .model("a", "select 'project' as of\n")
        .file("packages.yml", "packages: [{local: other}]\n")
        .file("other/dbt_project.yml", "name: other\n")
        .file("other/models/a.sql", "{{ config(alias='other_a') }} select 'package' as of\n")
        .file("other/models/b.sql", "select * from {{ ref('a') }}\n")
        .file("other/models/c.sql", "select * from {{ ref('other', 'a') }}\n");
    project.run("deps").succeeded();

    project.run("run").succeeded();
    assertThat(database.queryText("select of from scenarios.b")).isEqualTo("project");
    assertThat(database.queryText("select of from scenarios.c")).isEqualTo("package");

    project.file(
        "dbt_project.yml",
        project.read("dbt_project.yml")
            + "flags: {require_ref_searches_node_package_before_root: true}\n");
    project.run("run").succeeded();
    assertThat(database.queryText("select of from scenarios.b")).isEqualTo("package");
    assertThat(tree("target/manifest.json").at("/parent_map/model.other.b/0").asText())
        .isEqualTo("model.other.a");
  }

  @Test
  void aSchemasNameNeedsTheVariablesThatItsMacroAsksFor() {
    project
        .model("one", "select 1 as id\n")
        .file(
            "macros/names.sql",
            """
            {% macro generate_schema_name(custom_schema_name, node) %}
              {{ target.schema ~ var('suffix') }}
            {% endmacro %}
            """);
    project.run("ls").refused().says("Required var 'suffix' not found in config");

    project.run("ls", "--vars", "{suffix: _x}").succeeded();
  }

  @Test
  void aMacrosMetaAndDocsAreInTheManifestWhereverTheyAreWritten() throws IOException {
    project
        .file("macros/m.sql", "{% macro m() %}{% endmacro %}{% macro n() %}{% endmacro %}\n")
        .file(
            "macros/m.yml",
            """
            macros:
              - name: m
                meta: {a: 1, b: 1}
                docs: {node_color: "#AAAAAA"}
                config: {meta: {b: 2}, docs: {show: false, node_color: "#BBBBBB"}}
              - {name: n, meta: {a: 1}}
            """)
        .run("parse")
        .succeeded();

    JsonNode macros = tree("target/manifest.json").path("macros");
    assertThat(macros.at("/macro.shop.m/meta").toString()).isEqualTo("{\"a\":1,\"b\":2}");
    assertThat(macros.at("/macro.shop.m/config/docs/node_color").asText()).isEqualTo("#BBBBBB");
    assertThat(macros.at("/macro.shop.m/docs/show").asBoolean(true)).isFalse();
    assertThat(macros.at("/macro.shop.n/config/meta/a").asInt()).isEqualTo(1);
  }

  @Test
  void aDescriptionMayDoMoreWithADocsBlock() throws IOException {
    project
        .model("one", "select 1 as id\n")
        .file("models/docs.md", "{% docs key %}The key of {what}.{% enddocs %}\n")
        .file(
            "models/one.yml",
            "models: [{name: one, description: \"{{ doc('key').format(what='one') }} Yes.\"}]\n")
        .run("parse")
        .succeeded();

    assertThat(tree("target/manifest.json").at("/nodes/model.shop.one/description").asText())
        .isEqualTo("The key of one. Yes.");
  }

  @Test
  void aSourceSaysWhetherItsColumnsAreQuotedInTests() {
    database.execute(
        "create schema if not exists scenarios_raw; drop table if exists scenarios_raw.t;"
            + " create table scenarios_raw.t as select 1 as \"Id\"");
    project.file(
        "models/sources.yml",
        """
        sources:
          - name: raw
            schema: scenarios_raw
            quoting: {column: true}
            tables: [{name: t, columns: [{name: Id, data_tests: [unique]}]}]
          - name: plain
            schema: scenarios_raw
            quoting: {column: true}
            tables:
              - name: t
                quoting: {column: false}
                columns: [{name: Id, data_tests: [not_null]}]
        """);

    project
        .run("test")
        .nodeFailed()
        .says("PASS source_unique_raw_t__Id_", "ERROR source_not_null_plain_t_Id");
  }

  @Test
  void aTestOfAPackageDispatchesToItsOwnMacro() {
    project
        .model("one", "select 1 as id\n")
        .file("models/one.yml", "models: [{name: one, data_tests: [other.fine]}]\n")
        .file("packages.yml", "packages: [{local: other}]\n")
        .file("other/dbt_project.yml", "name: other\n")
        .file(
            "other/macros/fine.sql",
            """
            {% test fine(model) %}{{ return(adapter.dispatch('test_fine')(model)) }}{% endtest %}
            {% macro default__test_fine(model) %}select * from {{ model }} where id < 0{% endmacro %}
            """);
    project.run("deps").succeeded();

    project.run("build").succeeded().says("PASS other_fine_one");
  }

  @Test
  void anEphemeralModelIsNamedByItsAlias() {
    project
        .model("part", "{{ config(materialized='ephemeral', alias='piece') }} select 1 as id\n")
        .model("whole", "select * from {{ ref('part') }}\n");

    project.run("run").succeeded();

    assertThat(project.read("target/compiled/shop/models/whole.sql"))
        .contains("with __dbt__cte__piece as (", "select * from __dbt__cte__piece");
  }

  @Test
  void aUnitTestMayNameNoVersions() {
    project
        .model("one", "select 1 as id\n")
        .file(
            "models/one.yml",
            """
            unit_tests:
              - name: fine
                model: one
                versions: {include: null, exclude: null}
                given: []
                expect: {rows: [{id: 1}]}
            """);

    project.run("build").succeeded().says("PASS one::fine");
  }

  private JsonNode tree(String path) throws IOException {
    return new ObjectMapper().readTree(project.read(path));
  }
}
