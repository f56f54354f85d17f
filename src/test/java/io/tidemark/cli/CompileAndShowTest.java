package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code compile} and {@code show} know every kind of node, as dbt's do. */
class CompileAndShowTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final ProjectFolder project;

  CompileAndShowTest(@TempDir Path folder) {
    project =
        ProjectFolder.in(folder.resolve("shop"), database.settings(), "shop")
            .model("orders", "select 1 as id, 'new' as state")
            .file(
                "models/orders.yml",
                """
                models:
                  - name: orders
                    columns:
                      - name: id
                        data_tests: [unique]
                """)
            .file("tests/no_old.sql", "select * from {{ ref('orders') }} where state = 'old'")
            .file("analyses/how_many.sql", "select count(*) as n from {{ ref('orders') }}")
            .file("seeds/colors.csv", "id,color,since\n1,red,2024-01-31\n2,,null\n3,blue,\n")
            .file(
                "snapshots/kept.sql",
                """
                {% snapshot kept %}
                {{ config(unique_key='id', strategy='check', check_cols='all') }}
                select id, state from {{ ref('orders') }}
                {% endsnapshot %}
                """);
  }

  @BeforeEach
  void anEmptyDatabase() {
    database.execute("drop schema if exists shop cascade");
  }

  @Test
  void everythingWithSqlIsCompiled() {
    project
        .run("compile")
        .succeeded()
        .says("Compiled 1 model, 1 snapshot, 1 analysis, 2 data tests into target/compiled");
    assertThat(project.read("target/compiled/shop/models/orders.yml/unique_orders_id.sql"))
        .contains("group by id");
    assertThat(project.read("target/compiled/shop/tests/no_old.sql")).contains("= 'old'");
    assertThat(project.read("target/compiled/shop/analyses/how_many.sql")).contains("count(*)");
  }

  @Test
  void whatIsNamedIsPrinted() {
    project
        .run("compile", "--select", "unique_orders_id")
        .succeeded()
        .says("Compiled node 'unique_orders_id' is:", "group by id");
    project
        .run("compile", "--select", "orders")
        .succeeded()
        .says("Compiled node 'orders' is:", "select 1 as id")
        .neverSays("group by id");
    project
        .run("compile", "--select", "how_many", "--output", "json")
        .succeeded()
        .says("\"node\": \"how_many\"");
    project.run("compile").succeeded().neverSays("Compiled node");
  }

  @Test
  void programsReadDbtsEventsOfWhatIsShown() {
    project.run("run").succeeded();

    project
        .run("show", "--select", "how_many", "--log-format", "json")
        .succeeded()
        .says(
            "\"name\":\"ShowNode\"",
            "\"code\":\"Q041\"",
            "\"is_inline\":false,\"node_name\":\"how_many\",\"output_format\":\"text\","
                + "\"preview\":\"| n |\\n| - |\\n| 1 |\\n\",\"quiet\":false,"
                + "\"unique_id\":\"analysis.shop.how_many\"",
            "\"msg\":\"Previewing node 'how_many':\\n| n |")
        .neverSays("PrintEvent");
    project
        .run("show", "--inline", "select 1 as n", "--output", "json", "--log-format", "json", "-q")
        .succeeded()
        .says(
            "\"is_inline\":true,\"node_name\":\"inline_query\",\"output_format\":\"json\","
                + "\"preview\":\"[{\\\"n\\\":1}]\",\"quiet\":true,"
                + "\"unique_id\":\"sql_operation.shop.inline_query\"");
    project
        .run("compile", "--inline", "select 2 as n", "--log-format", "json")
        .succeeded()
        .says(
            "\"name\":\"CompiledNode\"",
            "\"code\":\"Q042\"",
            "\"compiled\":\"select 2 as n\",\"is_inline\":true",
            "\"msg\":\"Compiled inline node is:\\nselect 2 as n\"");
  }

  @Test
  void rowsOfEveryKindAreShown() {
    project.run("run").succeeded();
    project.run("show", "--select", "kept").succeeded().says("| id | state |", "|  1 | new   |");
    project.run("show", "--select", "how_many").succeeded().says("| n |", "| 1 |");
    project.run("show", "--select", "no_old").succeeded().says("Previewing node 'no_old'");
    project
        .run("show", "--select", "colors", "--limit", "2")
        .succeeded()
        .says("| id | color | since      |", "|  1 | red   | 2024-01-31 |", "|  2 |       |")
        .neverSays("blue");
    project
        .run("show", "--select", "colors", "--output", "json", "--limit", "-1")
        .succeeded()
        .says("\"id\": 3", "\"color\": \"blue\"", "\"since\": null");
    assertThat(database.queryText("select to_regclass('shop.colors')")).isNull();
  }

  @Test
  void aHeaderStandsBeforeWhatIsShown() {
    project
        .model(
            "headed",
            """
            {% call set_sql_header(config) %}
            with _variables as (select 1 as my_variable)
            {%- endcall %}
            select my_variable from _variables
            """)
        .model(
            "zoned",
            """
            {% call set_sql_header(config) %} set local time zone 'Asia/Tokyo'; {%- endcall %}
            select current_setting('timezone') as zone
            """);

    project
        .run("show", "--select", "headed")
        .succeeded()
        .says("| my_variable |", "|           1 |");
    project.run("show", "--select", "zoned").succeeded().says("Asia/Tokyo");
  }

  @Test
  void theDatabaseIsNotAskedWhereThatIsForbidden() {
    project.model(
        "asking", "select {{ run_query('select 7').columns[0].values()[0] if execute }} as n");

    project.run("compile", "--select", "asking").succeeded().says("select 7 as n");
    project
        .run("compile", "--no-introspect", "--select", "asking")
        .refused()
        .says("A template asks the database, and --no-introspect forbids that");
    project
        .run("compile", "--no-introspect", "--inline", "select {{ 1 + 1 }}")
        .succeeded()
        .says("Compiled inline node is:", "select 2");
  }

  @Test
  void aVariableMayBeATemplate() {
    project
        .append(
            "dbt_project.yml",
            "vars: {from: \"{{ ref('orders') }}\", self: \"{{ var('self') }}\"}\n")
        .model("late", "select * from {{ var('from') }}");
    project.run("build", "--select", "orders", "late").succeeded();
    project
        .run("ls", "--select", "+late", "--output", "name", "--resource-type", "model")
        .succeeded()
        .says("orders");

    project.model("never", "select {{ var('self') }}");
    project.run("compile", "--select", "never").refused().says("a variable asks for itself");
  }

  @Test
  void anEmptyModelIsNotRunAndInlineSqlMayBeConfigured() {
    project.model("nothing", " \n");
    project
        .run("run", "--select", "nothing", "orders")
        .succeeded()
        .says("The model nothing is empty, so it is not run", "PASS=1");
    project
        .run("show", "--inline", "{{ config(materialized='table') }} select 7 as n")
        .succeeded()
        .says("| 7 |");
    project
        .run("show", "--select", "orders", "how_many")
        .succeeded()
        .says("'orders'", "'how_many'");
    project.file(
        "macros/ops.sql",
        """
        {% macro tidy() %}
          {% call statement('v', auto_begin=false) %}vacuum {{ target.schema }}.made{% endcall %}
        {% endmacro %}
        """);
    database.execute("create table if not exists shop.made as select 1 as a");
    project.run("run-operation", "tidy").succeeded();
  }

  @Test
  void ephemeralModelsStayOutWhereThatIsAsked() {
    project
        .model("inner_rows", "{{ config(materialized='ephemeral') }} select 1 as id")
        .model("outer_rows", "select * from {{ ref('inner_rows') }}");

    project
        .run("compile", "--select", "outer_rows", "--no-inject-ephemeral-ctes")
        .succeeded()
        .says("select * from __dbt__cte__inner_rows")
        .neverSays(" as (");
    project
        .run("compile", "--inline", "select id from {{ ref('inner_rows') }}")
        .succeeded()
        .says("__dbt__cte__inner_rows as (");
  }

  @Test
  void whatIsCompiledIsInTheResults() {
    project.run("compile", "--select", "how_many").succeeded();
    assertThat(project.read("target/run_results.json"))
        .contains("\"unique_id\":\"analysis.shop.how_many\"", "count(*)");
    project.run("compile").succeeded();
    assertThat(project.read("target/run_results.json"))
        .containsSubsequence("seed.shop.colors", "model.shop.", "analysis.shop.how_many");
  }

  @Test
  void aQueryThatFailsNamesItsModel() {
    project.model("asking", "\n{% if execute %}{{ run_query('select gone') }}{% endif %} select 1");

    project.run("compile").refused().says("column \"gone\" does not exist", "models/asking.sql:1");
    project
        .run("docs", "generate")
        .refused()
        .says("column \"gone\" does not exist", "models/asking.sql:1");
  }
}
