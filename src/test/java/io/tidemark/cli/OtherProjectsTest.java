package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What public projects and packages do that is not in dbt's tutorials. */
class OtherProjectsTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final ProjectFolder project;

  OtherProjectsTest(@TempDir Path folder) {
    project =
        ProjectFolder.in(folder.resolve("shop"), database.settings(), "shop")
            .model("one", "select 1 as id\n");
  }

  @BeforeEach
  void anEmptyDatabase() {
    database.execute("drop schema if exists shop cascade; create schema shop");
  }

  /** dbt-data-reliability wraps dbt's own in this way. */
  @Test
  void dataTestsRunThroughTheMaterializationThatTheProjectHas() {
    project
        .file(
            "macros/watched.sql",
            """
            {% materialization test, default %}
              {% set before = sql %}
              {% do context.update({'sql': 'select * from (' ~ sql ~ ') watched'}) %}
              {% set result = dbt.materialization_test_default() %}
              {% do log('watched ' ~ load_result('main').table.columns['failures'].values()[0],
                        info=true) %}
              {{ return(result) }}
            {% endmaterialization %}
            """)
        .file("tests/passes.sql", "select 1 as n where false\n")
        .file("tests/fails.sql", "select 1 as n union all select 2\n")
        .file("tests/warns.sql", "{{ config(severity='warn') }} select 1 as n\n")
        .file("tests/keeps.sql", "{{ config(store_failures=true, limit=2) }} select 3 as n\n");

    project
        .run("test")
        .nodeFailed()
        .says("watched 0", "watched 2", "PASS=1 WARN=1 ERROR=2")
        .says("Got 2 results, configured to fail if != 0");
    assertThat(database.queryText("select n from shop_dbt_test__audit.keeps")).isEqualTo("3");
  }

  @Test
  void aPackageCantPutItsTestMaterializationInThePlaceOfDbts() {
    project
        .file("dbt_packages/watch/dbt_project.yml", "name: watch\nversion: \"2.5\"\n")
        .file(
            "dbt_packages/watch/macros/test.sql",
            "{% materialization test, default %}{{ exceptions.raise_compiler_error('no') }}"
                + "{% endmaterialization %}")
        .file("tests/passes.sql", "select 1 as n where false\n");

    project.run("test").succeeded();
  }

  @Test
  void whatPostgresqlCantMakeIsAnErrorOfThatNodeAlone() {
    project
        .model("lake", "{{ config(materialized='external') }} select 1 as id\n")
        .model("x".repeat(64), "select 1 as id\n")
        .file(
            "models/snake.py",
            """
            def model(dbt, session):
                # dbt.ref("nothing")
                dbt.config(
                    materialized="table", tags=["py"], packages=["pandas)"]
                )
                return dbt.ref("one")
            """);

    project.run("parse").succeeded();
    project.run("ls", "--select", "one+", "tag:py").succeeded().says("shop.snake");
    project
        .run("build")
        .nodeFailed()
        .says("PASS=1 WARN=0 ERROR=3")
        .says("Python models can't run on PostgreSQL", "Found the text \"external\"")
        .says("It has 64 bytes");
    assertThat(database.queryText("select id from shop.one")).isEqualTo("1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "x = 1 | exactly one model defined per python file, found 0",
        "def model(dbt, session):~    return 1~def model(dbt, session):~    return 2 | found 2",
        "def model(session):~    return 1 | 'dbt' not provided for model as the first argument",
        "def model(dbt):~    return 1 | model function should have two args",
        "def model(dbt, session):~    return '{{ 1 }}' | No jinja in python model code",
      })
  void whatIsNoPythonModelIsRefused(String text, String told) {
    project
        .file("models/snake.py", text.replace('~', '\n') + "\n")
        .run("parse")
        .refused()
        .says(told, "models/snake.py:");
  }

  @Test
  void aPythonModelIsToldByItsCode() {
    project
        .file("models/none.py", "# nothing yet\n")
        .file(
            "models/snake.py",
            """
            # def model(x):
            def helper(model): return "def model("
            def model(dbt, session: 'Session' = None, *, more=(1, 2)):
                '''
                def model(y):
                '''
                return dbt.ref("one")
            """)
        .run("parse")
        .succeeded();
  }

  @Test
  void aModelWithoutSqlIsAnErrorOnlyWhenItIsRun() {
    project.model("later", "{% if false %}select 1{% endif %}\n");

    project.run("compile").succeeded();
    project.run("docs", "generate").succeeded();
    project.run("run").nodeFailed().says("The model later has no SELECT", "PASS=1");
  }

  @Test
  void whatIsConfiguredBelowArgumentsIsNoArgumentOfTheTest() {
    project.file(
        "models/one.yml",
        """
        models:
          - name: one
            columns:
              - name: id
                data_tests:
                  - accepted_values:
                      arguments: {values: [2], severity: warn}
        """);

    project.run("build").succeeded().says("WARN=1");
  }

  @Test
  void whileTheProjectIsReadANodeKnowsItsNameAndQueriesGiveNothing() {
    project
        .file(
            "dbt_project.yml",
            "name: shop\nversion: \"1.7\"\nprofile: shop\nmodels: {+materialized: table}\n")
        .file("macros/ten.sql", "{% macro ten(n) %}{{ n }}{% endmacro %}")
        .model(
            "daily_orders",
            """
            {% if this.name != 'daily_orders' or this.schema != 'shop' %}
              {{ exceptions.raise_compiler_error('it is ' ~ this) }}
            {% endif %}
            {% set ids = run_query('select id from ' ~ ref('one')) %}
            select {{ ids | length }} as n, {{ ids.columns[0].values()[0] }} as first
            """)
        .file(
            "models/units.yml",
            """
            models:
              - name: one
                columns:
                  - name: id
                    data_tests:
                      - 'not_null:'
                      - accepted_values:
                          arguments: {values: ["{{ ten(0) | as_native }}", "{{ ten(1) }}"]}
            unit_tests:
              - name: "off"
                model: one
                config: {enabled: "{{ var('on', false) | as_bool }}"}
                given: []
                expect: {rows: [{id: 2}]}
            """);

    project.run("build").succeeded().says("PASS=4");
    assertThat(database.queryText("select n || ' ' || first from shop.daily_orders"))
        .isEqualTo("1 1");
  }

  /** dbt-codegen's tests make their sources so. */
  @Test
  void whatAnOperationRunsAloneLasts() {
    project.file(
        "macros/make.sql",
        """
        {% macro make() %}
          {% do adapter.create_schema(api.Relation.create(schema='made')) %}
          {% do run_query('create table made.alone as select 1 as id') %}
          {% call statement(auto_begin=true) %}create table made.begun as select 1 as id{% endcall %}
          {% do run_query('create table made.after as select 1 as id') %}
        {% endmacro %}
        """);

    project.run("run-operation", "make").succeeded().says("because it did not commit");
    assertThat(
            database.queryText(
                "select string_agg(relname, ' ') from pg_class"
                    + " where relnamespace = 'made'::regnamespace"))
        .isEqualTo("alone");
  }

  @Test
  void aMicrobatchModelWithoutAKeyIsAnErrorWhenItIsRun() {
    project.model(
        "batches",
        """
        {{ config(materialized='incremental', incremental_strategy='microbatch', event_time='at',
            begin='2024-01-01', batch_size='year') }}
        select timestamp '2024-01-01' as at
        """);

    project.run("parse").succeeded();
    project
        .run("run")
        .nodeFailed()
        .says("PASS=1", "The microbatch model batches needs the config \"unique_key\"");
  }

  /** Packages keep there what one node has found out, for another one or for the end of the run. */
  @Test
  void theGraphIsTheRunsToWriteAndResultsHaveDictionaries() {
    project
        .file(
            "dbt_project.yml",
            """
            name: shop
            version: "1.7"
            profile: shop
            on-run-end: "{{ told(results) }}"
            vars: {kinds: [a]}
            """)
        .file(
            "macros/told.sql",
            """
            {% macro told(results) %}
              {% set result = (results | selectattr('node.name', 'eq', 'one') | list)[0] %}
              {% set node = result.node.to_dict() %}
              {% do node['config'].update({'x': 1}) %}
              {% do log('end: ' ~ graph.setdefault('mine', {}).get('found') ~ ' ' ~ node.name
                   ~ ' ' ~ (result.node.config.full_refresh is none)
                   ~ ' ' ~ (result.timing[0].to_dict().started_at is string), info=true) %}
            {% endmacro %}
            """)
        .model(
            "one",
            """
            {% set kinds = var('kinds') %}{% do kinds.append('b') %}
            {% set me = graph.nodes.get('model.shop.one', {}) %}
            {% do me.get('config', {}).get('meta', {}).update({'seen': true}) %}
            {% do graph.setdefault('mine', {}).update({'found': kinds | join}) %}
            select '{{ render("{{ model.name }}") }}' as id, {{ dbt.is_incremental() }} as grows,
              '{{ builtins.ref.config.dependencies["shop"].version }}' as version
            """);

    project.run("run").succeeded().says("end: ab one True True");
    assertThat(database.queryText("select id || grows || version from shop.one"))
        .isEqualTo("onefalse1.7");
  }

  @Test
  void whatHasNoEffectInDbtStopsNothing() {
    project
        .model("seen", "{{ config(materialized='view', indexes=[{'default': true}]) }} select 1\n")
        .model("inlined", "{{ config(materialized='ephemeral', indexes='id') }} select 1 as id\n")
        .model(
            "grown",
            "{{ config(materialized='incremental', on_schema_change='sync') }}"
                + " select * from {{ ref('inlined') }}\n");

    project
        .run("run")
        .succeeded()
        .says("on_schema_change", "grown.sql:1", "\"sync\"", "sync_all_columns", "\"ignore\"");
    project
        .model(
            "grown",
            "{{ config(materialized='incremental', on_schema_change='sync') }}"
                + " select 2 as id, 3 as more\n")
        .run("run")
        .succeeded();
    assertThat(database.query("select * from shop.grown order by id")).hasSize(2);
  }

  /** As in dbt, which renders only what has a tag. */
  @Test
  void lineEndsOfWindowsStayWhereNothingIsRendered() {
    project
        .model("plain", "select 'a\r\nb' as x\r\n")
        .model("rendered", "select 'a\r\nb' as x -- {{ this.name }}\r\n");

    project.run("run").succeeded();

    assertThat(database.queryText("select length(x) from shop.plain")).isEqualTo("4");
    assertThat(database.queryText("select length(x) from shop.rendered")).isEqualTo("3");
    assertThat(project.read("target/compiled/shop/models/plain.sql"))
        .isEqualTo("select 'a\r\nb' as x");
  }

  /** Artemis' dbt project writes its folders so. */
  @Test
  void aFolderThatBeginsWithADotIsNoPartOfATestsName() {
    project
        .append("dbt_project.yml", "model-paths: [\"./models\"]\n")
        .file("models/mart/two.sql", "select 1 as id\n")
        .file(
            "models/mart/two.yml",
            "models: [{name: two, columns: [{name: id, data_tests: [unique]}]}]\n");

    project.run("ls", "--select", "shop.mart.unique_two_id").succeeded().says("unique_two_id");
    assertThat(project.run("ls", "--resource-type", "test").out())
        .contains("shop.mart.unique_two_id");
  }

  @Test
  void aMacroInThePlaceOfRefHasEveryModelRendered() {
    project
        .file("models/raw.yml", "sources: [{name: raw, tables: [{name: orders}]}]\n")
        .model(
            "twice",
            "select * from {{ source('raw', 'orders') }}"
                + " union all select * from {{ source('raw', 'orders') }}\n");

    project.run("parse").succeeded();
    assertThat(project.read("target/manifest.json")).contains("\"sources\":[[\"raw\",\"orders\"]]");
    project
        .file(
            "macros/ref.sql", "{% macro ref(name) %}{{ return(builtins.ref(name)) }}{% endmacro %}")
        .run("parse")
        .succeeded();
    assertThat(project.read("target/manifest.json"))
        .contains("\"sources\":[[\"raw\",\"orders\"],[\"raw\",\"orders\"]]");
  }

  @Test
  void aDescriptionKnowsNoRelationOfItsOwn() {
    project
        .file(
            "models/one.yml",
            "models: [{name: one, description: \"read from {{ this }}, {{ target.name }}\"}]\n")
        .run("parse")
        .succeeded();

    assertThat(project.read("target/manifest.json").contains("\"read from , dev\"")).isTrue();
  }

  /** A dental clinic's project names an expression there, and folds its conditions. */
  @Test
  void aColumnsTestIsOfThatColumn() {
    project
        .file(
            "tests/generic/above.sql",
            "{% test above(model, column_name, least) %}select * from {{ model }} where"
                + " {{ column_name }} < {{ least }}{% endtest %}\n")
        .file(
            "models/one.yml",
            """
            models:
              - name: one
                columns:
                  - name: id
                    data_tests:
                      - above:
                          least: 1
                          column_name: "id::date"
                          config:
                            where: >
                              id
                              > 0
            """)
        .run("build")
        .succeeded();

    String manifest = project.read("target/manifest.json");
    assertThat(manifest.contains("\"column_name\":\"id\"")).isTrue();
    assertThat(manifest.contains("\"where\":\"id > 0\"")).isTrue();
  }
}
