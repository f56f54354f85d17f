package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.postgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Data tests as a person writes them, and what is made of what they find. */
class TestCommandTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final ProjectFolder project;

  TestCommandTest(@TempDir Path folder) {
    project =
        ProjectFolder.in(folder, database.settings(), "shop")
            .model(
                "people",
                "select * from (values (1, 'a'), (1, 'b'), (null, 'c')) v(id, \"Größe\")\n")
            .model(
                "inline",
                "{{ config(materialized='ephemeral') }}\nselect id from {{ ref('people') }}\n");
  }

  @BeforeEach
  void anEmptyDatabase() {
    database.execute(
        """
        drop schema if exists shop cascade;
        drop schema if exists shop_dbt_test__audit cascade;
        drop schema if exists raw cascade;
        create schema raw;
        create table raw.things as select 1 as id
        """);
    project.runInside("run");
  }

  @Test
  void whatPassesWarnsFailsAndIsAnError() throws IOException {
    project
        .file(
            "models/people.yml",
            """
            sources:
              - name: raw
                tables:
                  - name: things
                    columns: [{name: id, data_tests: [unique]}]
            models:
              - name: people
                columns:
                  - name: id
                    data_tests:
                      - unique
                      - not_null: {config: {severity: warn}}
                      - not_null: {name: few_nulls, config: {error_if: ">1", warn_if: ">5"}}
                      - not_null: {name: some, config: {where: "id is not null"}}
                      - accepted_values:
                          arguments: {values: [1, 2], quote: false}
                      - relationships:
                          arguments: {to: ref('people'), field: "{{ var('field', 'id') }}"}
                  - name: Größe
                    quote: true
                    data_tests: [not_null]
              - name: inline
                columns: [{name: id, data_tests: [not_null]}]
            """)
        .file("tests/no_b.sql", "select * from {{ ref('people') }} where \"Größe\" = 'b'\n")
        .file("tests/wrong.sql", "select * from {{ ref('people') }} where nothing = 1\n")
        .file("tests/generic/is_one.sql", "{% test is_one(model) %}select 1{% endtest %}");

    Outcome tested = project.runInside("test").nodeFailed();

    tested
        .says(
            "FAIL 1 unique_people_id ", "[FAIL 1 in ", "WARN 1 not_null_people_id ", "[WARN 1 in ")
        .says("PASS few_nulls ", "PASS some ", "PASS accepted_values_people_id__False__1__2 ")
        .says(
            "PASS relationships_people_id___var_field_id___ref_people_ ",
            "PASS source_unique_raw_things_id ")
        .says("PASS not_null_people__Gr_e_ ", "FAIL 1 not_null_inline_id ", "FAIL 1 no_b ")
        .says("ERROR wrong ", "column \"nothing\" does not exist", "tests/wrong.sql:1")
        .says("Got 1 result, configured to fail if != 0")
        .says("compiled code at target/compiled/shop/models/people.yml/unique_people_id.sql")
        .says("Warning in test not_null_people_id (models/people.yml)")
        .says(
            "Completed with 4 errors, 0 partial successes, and 1 warning:",
            "Finished running 11 data tests in ")
        .says("Done. PASS=6 WARN=1 ERROR=4 SKIP=0 NO-OP=0 TOTAL=11");
    JsonNode results =
        new ObjectMapper().readTree(project.read("target/run_results.json")).get("results");
    assertThat(result(results, "unique_people_id").toString())
        .contains("\"status\":\"fail\"", "\"failures\":1", "\"relation_name\":null");
    assertThat(result(results, "not_null_people_id").get("status").asText()).isEqualTo("warn");
    assertThat(result(results, "wrong").get("status").asText()).isEqualTo("error");
  }

  @Test
  void aWarningIsNoFailureUnlessAskedFor() {
    test("not_null: {config: {severity: warn}}");

    project
        .runInside("test")
        .succeeded()
        .says("Completed with 1 warning:", "PASS=0 WARN=1 ERROR=0");
    project
        .runInside("test", "--warn-error")
        .nodeFailed()
        .says("FAIL 1 not_null_people_id", "configured to fail if != 0");
  }

  @Test
  void failingRowsAreKept() {
    test("unique", "not_null: {config: {store_failures_as: view, schema: bad}}");
    database.execute("drop schema if exists shop_bad cascade");

    project
        .runInside("test", "--store-failures")
        .nodeFailed()
        .says(
            "See test failures:",
            "select * from \"",
            "\"shop_dbt_test__audit\".\"unique_people_id\"");

    assertThat(database.queryText("select n_records from shop_dbt_test__audit.unique_people_id"))
        .isEqualTo("2");
    assertThat(database.queryText("select count(*) from shop_bad.not_null_people_id"))
        .isEqualTo("1");
    project.runInside("test", "--store-failures").nodeFailed();
  }

  @Test
  void whatIsUnloggedIsMadeSo() {
    test("unique: {config: {unlogged: true}}");
    project.file(
        "snapshots/kept.sql",
        """
        {% snapshot kept %}
          {{ config(unique_key='id', strategy='check', check_cols='all', unlogged=true) }}
          select 1 as id
        {% endsnapshot %}
        """);

    project.runInside("test", "--store-failures").nodeFailed();
    project.runInside("snapshot").succeeded();

    for (String name : List.of("shop_dbt_test__audit.unique_people_id", "shop.kept")) {
      assertThat(
              database.queryText(
                  "select relpersistence from pg_class where oid = '" + name + "'::regclass"))
          .as(name)
          .isEqualTo("u");
    }
  }

  @Test
  void aVerdictThatIsNeitherTrueNorFalseIsAnError() {
    test("unique");
    String macro =
        """
        {%% macro get_test_sql(main_sql, fail_calc, warn_if, error_if, limit) %%}
          select 1, false, %s from (select 1) as one
        {%% endmacro %%}
        """;
    project.file("macros/judge.sql", macro.formatted("'x'"));
    project
        .runInside("test")
        .nodeFailed()
        .says("the macro get_test_sql gives \"x\" as should_error", "It must be true or false.");

    project.file("macros/judge.sql", macro.formatted("2"));
    project.runInside("test").nodeFailed().says("FAIL 1 unique_people_id");
    project.file("macros/judge.sql", macro.formatted("'No'"));
    project.runInside("test").succeeded();
  }

  @Test
  void limitAndFailCalc() {
    test(
        "not_null: {name: limited, config: {limit: 0}}",
        "unique: {name: summed, config: {fail_calc: sum(n_records)}}",
        "not_null: {name: no_number, config: {fail_calc: sum(id)}}");

    project
        .runInside("test")
        .nodeFailed()
        .says("PASS limited ", "FAIL 2 summed ", "ERROR no_number ", "fail_calc gave NULL")
        .says("Write: fail_calc: coalesce(sum(id), 0)", "models/people.yml:");
  }

  @Test
  void whatIsWrongIsToldAtTheLineOfTheTest() {
    test("unique", "not_null: {config: {where: nothing = 1}}");
    project
        .runInside("test")
        .nodeFailed()
        .says("column \"nothing\" does not exist\n", "models/people.yml:7:");

    test("unique", "accepted_values: {arguments: {valuess: [1]}}");
    project
        .runInside("test")
        .refused()
        .says("takes no keyword argument 'valuess'", "models/people.yml:7:");
  }

  @Test
  void theProjectsOwnWayToRestrictRows() {
    test("not_null: {config: {where: ignored}}");
    project.file(
        "macros/where.sql",
        """
        {% macro get_where_subquery(relation) %}
        {% do return("(select * from " ~ relation ~ " where id = 1) own") %}
        {% endmacro %}
        """);

    project.runInside("test").succeeded().says("PASS=1");
  }

  @Test
  void testsAreChosen() {
    test("unique", "not_null");
    project.file("tests/single.sql", "select 1 where false");

    project.runInside("test", "--select", "test_type:singular").succeeded().says("TOTAL=1");
    project.runInside("test", "--select", "test_name:unique").nodeFailed().says("TOTAL=1");
    project.runInside("test", "--select", "people").nodeFailed().says("TOTAL=2");
    project
        .runInside("test", "--select", "people", "--indirect-selection", "empty")
        .succeeded()
        .says("Nothing to do: no test is selected");
    project
        .runInside("test", "--fail-fast", "--threads", "1", "--select", "people")
        .nodeFailed()
        .says("TOTAL=2", "SKIP=1");
  }

  @Test
  void wrongSettingsAreToldBeforeAnythingRuns() {
    test("not_null: {config: {severity: fatal, limit: some, store_failures_as: file}}");

    project
        .runInside("test")
        .refused()
        .says("\"limit\" must be a whole number", "models/people.yml:6:");
    test("not_null: {config: {severity: fatal, store_failures_as: file}}");
    project
        .runInside("test")
        .refused()
        .says("\"severity\"", "error, warn", "models/people.yml:")
        .says("\"store_failures_as\"", "ephemeral, table, view");
  }

  private void test(String... tests) {
    StringBuilder text = new StringBuilder();
    for (String test : tests) {
      text.append("          - ").append(test).append('\n');
    }
    project.file(
        "models/people.yml",
        "models:\n  - name: people\n    columns:\n      - name: id\n        data_tests:\n" + text);
  }

  private static JsonNode result(JsonNode results, String name) {
    for (JsonNode result : results) {
      if (result.get("unique_id").asText().contains("." + name)) {
        return result;
      }
    }
    throw new AssertionError("no result of " + name);
  }
}
