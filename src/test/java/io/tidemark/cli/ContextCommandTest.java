package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Templates that ask the database, as a person meets them: materializations, operations, compile.
 */
class ContextCommandTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final ProjectFolder project;

  ContextCommandTest(@TempDir Path folder) {
    project =
        ProjectFolder.in(folder.resolve("shop"), database.settings(), "shop")
            .model("one", "select 1 as id\n");
  }

  @BeforeEach
  void anEmptyDatabase() {
    database.execute("drop schema if exists shop cascade; create schema shop");
  }

  @Test
  void schemasAreMadeByTheProjectsMacroAndWhatIsNotUsedIsTold() throws Exception {
    database.execute("drop schema shop cascade");
    project.file(
        "macros/schemas.sql",
        """
        {% macro postgres__create_schema(relation) %}
          {% call statement('made') %}
            create schema {{ relation.schema }};
            comment on schema {{ relation.schema }} is 'made by hand'
          {% endcall %}
        {% endmacro %}
        {% macro drop_relation(relation) %}{% endmacro %}
        """);
    project
        .run("run")
        .succeeded()
        .says("The macro drop_relation of macros/schemas.sql is not used");
    assertThat(database.queryText("select obj_description('shop'::regnamespace)"))
        .isEqualTo("made by hand");
  }

  @Test
  void valuesWithoutEndTimesAndRangesAreThoseOfPythonsDriver() {
    project
        .model(
            "one",
            """
            {% set t = run_query("select 'NaN'::float8 as f, '-Infinity'::numeric as n,"
              ~ " 'infinity'::date as d, '-infinity'::timestamp as ts, time '10:11:12.5' as tm,"
              ~ " timetz '10:11:12+02' as tz, int4range(1, 5) as r, int4range(null, 5) as o,"
              ~ " array[timestamp '2024-01-01'] as a, 1e300::float8 as big") %}
            {% set row = t.rows[0] %}
            select $$
            {{ row.f }} {{ row.n }} {{ row.f is number }} {{ row.d.year }} {{ row.ts }}
            {{ row.tm }} {{ row.tz }} {{ row.r }} {{ row.o }} {{ row.a }}
            {% if execute %}{{ adapter.convert_type(t, 0) }} {{ adapter.convert_type(t, 9) }}{% endif %}
            {{ row.values()[:2] }}
            $$ as id
            """)
        .run("run")
        .succeeded();
    assertThat(database.queryText("select trim(both e' \n' from id) from shop.one"))
        .isEqualTo(
            """
            NaN -Infinity True 9999 0001-01-01 00:00:00
            10:11:12.500000 10:11:12+02:00 [1, 5) (None, 5) ["2024-01-01T00:00:00"]
            integer float8
            (Decimal('NaN'), Decimal('-Infinity'))\
            """);
  }

  @Test
  void aTableOfAQueryIsGroupedPivotedAndJoined() {
    project
        .model(
            "one",
            """
            {% set t = run_query("select * from (values (1, 'a', 'x'), (2, 'b', 'x'), (3, 'a', 'y'))"
              ~ " as v (id, k, s)") %}
            select $$
            {%- for name, rows in t.group_by('k').items() %}
            {{ name }}: {{ rows.columns.id.values() | join(',') }}
            {%- endfor %}
            {{ t.pivot('k', 's').column_names }}
            {{ t.join(t.select(['id', 's']).rename({'s': 'other'}), 'id').rows[0].values() }}
            $$ as id
            """)
        .run("run")
        .succeeded();
    assertThat(database.queryText("select trim(both e' \n' from id) from shop.one"))
        .isEqualTo(
            """
            a: 1,3
            b: 2
            ('k', 'x', 'y')
            (1, 'a', 'x', 'x')\
            """);
  }

  @Test
  void aDateInVarsIsADateAndANodeKnowsWhatDbtLetsItKnow() {
    project
        .append("dbt_project.yml", "\nvars: {start: 2020-01-02, at: 2020-01-02 03:04:05}\n")
        .model(
            "one",
            """
            select $$
            {{ var('start').year }} {{ var('start') }} {{ var('at') }} {{ var('given').month }}
            {{ sql }} {{ pre_hooks }} {{ model.batch is defined }} {{ model.docs }}
            {{ target.keys() | list | last }} {{ target.autocommit }}
            {{ graph.functions }} {{ model.depends_on }}
            $$ as id
            """)
        .run("run", "--vars", "{given: 2024-05-06}")
        .succeeded();
    assertThat(database.queryText("select trim(both e' \n' from id) from shop.one"))
        .isEqualTo(
            """
            2020 2020-01-02 2020-01-02 03:04:05 5
            None [] False {'show': True}
            profile_name False
            {} {'macros': [], 'nodes': []}\
            """);
  }

  @Test
  void aStatementsResultIsHandedOutOnce() {
    String asked = "{% call statement('asked', fetch_result=true) %}select 7 as n{% endcall %}\n";
    String loaded = "{{ load_result('asked').data[0][0] }}";
    project.model("one", asked + "select " + loaded + " as id, " + loaded + " as again\n");
    project
        .run("run")
        .nodeFailed()
        .says("The 'statement' result named 'asked' has already been loaded into a variable")
        .says("models/one.sql");

    project
        .model(
            "one",
            asked
                + "{% set n = load_result('asked').data[0][0] %}"
                + asked
                + "{% set rows = run_query('select 1').rows | length %}"
                + "select {{ n }} + "
                + loaded
                + " as id, {{ rows + run_query('select 1').rows | length }} as two"
                + " {{ load_result('unknown') or '' }}\n")
        .run("run")
        .succeeded();
    assertThat(database.queryText("select id || ' ' || two from shop.one")).isEqualTo("14 2");
  }

  @Test
  void aMaterializationThatTheProjectWrote() throws Exception {
    project.file(
        "macros/copied.sql",
        """
        {% materialization copied, adapter='postgres' %}
          {% set old = load_relation(this) %}
          {{ run_hooks(pre_hooks, inside_transaction=false) }}
          {{ run_hooks(pre_hooks, inside_transaction=true) }}
          {% if old is not none %}{% do adapter.drop_relation(old) %}{% endif %}
          {% call statement('main') %}
            create table {{ this }} as {{ sql }}
          {% endcall %}
          {{ run_hooks(post_hooks, inside_transaction=true) }}
          {% do adapter.commit() %}
          {{ run_hooks(post_hooks, inside_transaction=false) }}
          {{ return({'relations': [this.incorporate(type='table')]}) }}
        {% endmaterialization %}
        """);
    project.model(
        "copy",
        """
        {{ config(materialized='copied',
                  post_hook=['insert into {{ this }} values (9)',
                             after_commit('insert into {{ this }} values (10)')]) }}
        select id from {{ ref('one') }}
        """);
    project.run("run").succeeded().says("SELECT 1");
    project.run("run").succeeded();
    assertThat(database.queryText("select string_agg(id::text, ',' order by id) from shop.copy"))
        .isEqualTo("1,9,10");
  }

  @Test
  void aMaterializationOfAnotherLanguageIsRefused() {
    String materialization =
        """
        {%% materialization other, default, supported_languages=[%s] %%}
          {%% call statement('main') %%} create view {{ this }} as {{ sql }} {%% endcall %%}
          {%% do adapter.commit() %%}
          {{ return({'relations': [this]}) }}
        {%% endmaterialization %%}
        """;
    project.model("copy", "{{ config(materialized='other') }} select 1 as id");

    project.file("macros/other.sql", materialization.formatted("'python'"));
    project
        .run("run", "--select", "copy")
        .nodeFailed()
        .says("Materialization \"other\" only supports languages [python]; got \"sql\"")
        .says("models/copy.sql:1", "macros/other.sql");

    project.file("macros/other.sql", materialization.formatted("'sql', 'python'"));
    project.run("run", "--select", "copy").succeeded();
    assertThat(project.read("target/manifest.json"))
        .contains("\"supported_languages\":[\"sql\",\"python\"]");

    project.file(
        "models/snake.py",
        """
        def model(dbt, session):
            dbt.config(materialized="other")
            return 1
        """);
    project.file(
        "macros/other.sql",
        materialization
            .formatted("'sql', 'python'")
            .replace("as {{ sql }}", "as select $${{ sql }}$$::text as code"));
    project
        .run("run", "--select", "snake")
        .succeeded()
        .says("OK created python other model shop.snake");
    assertThat(database.queryText("select code from shop.snake")).startsWith("def model(");
  }

  @Test
  void aMaterializationThatSaysNothingOfItsRelationsIsAnError() {
    project.file(
        "macros/lazy.sql",
        """
        {% materialization lazy, default %}
          {% call statement('main') %} select 1 {% endcall %}
        {% endmaterialization %}
        """);
    project.model("copy", "{{ config(materialized='lazy') }} select 1 as id");
    project.run("run", "--select", "copy").nodeFailed().says("return({'relations': [this]})");
  }

  @Test
  void anOperationAsksAndChangesTheTarget() throws Exception {
    project.file(
        "macros/ops.sql",
        """
        {% macro fill(amount, commit=true) %}
          {% call statement('made') %}create table shop.filled as select {{ amount }} as a{% endcall %}
          {% set rows = run_query('select a from shop.filled') %}
          {% do print('found ' ~ rows.columns[0].values()[0]) %}
          {% if commit %}{% do adapter.commit() %}{% endif %}
        {% endmacro %}
        {% macro broken() %}{{ exceptions.raise_compiler_error('not today') }}{% endmacro %}
        """);
    project.run("run-operation", "fill", "--args", "{amount: 3}").succeeded().says("found 3");
    assertThat(database.queryText("select a from shop.filled")).isEqualTo("3");
    assertThat(project.read("target/run_results.json")).contains("macro.shop.fill");

    database.execute("drop table shop.filled");
    project
        .run("run-operation", "fill", "--args", "{amount: 3, commit: false}")
        .succeeded()
        .says("adapter.commit()");
    assertThat(database.queryText("select to_regclass('shop.filled')")).isNull();
    project.run("run-operation", "broken").nodeFailed().says("not today");
    project.run("run-operation", "fil").refused().says("no macro \"fil\"", "fill");
  }

  @Test
  void compileConnectsOnlyIfATemplateAsks() {
    project.model("asks", "select {{ run_query('select 41 + 1')[0][0] if execute else 0 }} as n");
    project.run("compile", "--select", "asks").succeeded().says("select 42 as n");
    project
        .run("show", "--inline", "select {{ run_query('select 6')[0][0] }} as six")
        .succeeded()
        .says("|   6 |");
  }

  @Test
  @Timeout(60)
  void aTemplateWithoutEndIsStopped() {
    project.file("macros/deep.sql", "{% macro deep(n) %}{{ deep(n + 1) }}{% endmacro %}");
    project.model("endless", "{% for i in modules.itertools.count() %}{% endfor %} select 1 as id");
    project.run("compile", "--select", "one").refused().says("endless", "more than the 2000000");
    project.model("endless", "{% for i in modules.itertools.count() if false %}{% endfor %}");
    project.run("compile", "--select", "one").refused().says("endless", "more than the 2000000");
    project.model("endless", "{{ deep(1) }}");
    project.run("compile", "--select", "one").refused().says("deep");
    project.model(
        "endless", "{{ modules.re.match('(a+)+\\\\1c', 'a' * 60 ~ 'b') }} select 1 as id");
    project.run("compile", "--select", "one").refused().says("regular expression");
  }
}
