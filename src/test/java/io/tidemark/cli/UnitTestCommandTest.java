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

/** Unit tests as a person writes them: what they give, what they expect, what they put aside. */
class UnitTestCommandTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final ProjectFolder project;

  UnitTestCommandTest(@TempDir Path folder) {
    project =
        ProjectFolder.in(folder, database.settings(), "shop")
            .file("seeds/rates.csv", "code,rate\neur,1.5\nusd,2\n")
            .file("models/sources.yml", "sources: [{name: raw, tables: [{name: orders}]}]\n")
            .file("macros/fee.sql", "{% macro fee(column) %}{{ column }} * 0.1{% endmacro %}")
            .model(
                "small",
                "{{ config(materialized='ephemeral') }}\nselect 1 as id, 'x' as \"Größe\"\n")
            .model(
                "totals",
                """
                select o.id, sum(o.amount * r.rate) as total, '{{ var('region', 'EU') }}' as region,
                  {{ fee('max(o.amount)') }} as fee, bool_or(o.paid) as paid, max(o.at) as at
                from {{ source('raw', 'orders') }} o
                join {{ ref('rates') }} r on r.code = o.currency
                left join {{ ref('small') }} s on s.id = o.id
                group by o.id
                """)
            .model(
                "grown",
                """
                {{ config(materialized='incremental') }}
                select id, amount from {{ source('raw', 'orders') }}
                {% if is_incremental() %}
                where id > (select max(id) from {{ this }})
                {% endif %}
                """);
  }

  @BeforeEach
  void whatTheModelsRead() {
    database.execute(
        """
        drop schema if exists shop cascade;
        drop schema if exists raw cascade;
        create schema raw;
        create table raw.orders (
          id bigint, amount numeric(10, 2), currency varchar(3), paid boolean, at date,
          tags text[], more jsonb, "Odd Name" text)
        """);
    project.runInside("build", "--resource-type", "seed", "model").succeeded();
  }

  @Test
  void partialRowsOfTheRightTypes() {
    unit(
        """
        - name: sums
          model: totals
          given:
            - input: source('raw', 'orders')
              rows:
                - {id: 1, amount: 10, currency: eur, paid: true, at: 2024-01-02, tags: [a, "b c"], more: {x: 1}}
                - {ID: 1, Amount: 5.50, currency: usd, "Odd Name": it's}
            - input: ref('rates')
            - {input: ref('small'), rows: [{id: 1}]}
          expect:
            rows:
              - {id: 1, total: 26.0, fee: 1, paid: true, at: "2024-01-02"}
        - name: csv_and_sql
          model: totals
          given:
            - input: source('raw', 'orders')
              format: csv
              rows: |
                id,amount,currency
                1,3,eur
                2,,eur
            - {input: ref('rates'), format: csv, fixture: some_rates}
            - input: ref('small')
              format: sql
              rows: select 1 as id, {{ 1 + 1 }} as other
          expect:
            format: csv
            rows: |
              id,total
              2,
              1,6
        - name: nothing
          model: totals
          given:
            - {input: "source('raw', 'orders')", rows: []}
            - {input: ref('rates'), rows: []}
            - {input: ref('small'), rows: []}
          expect: {rows: []}
        """);
    project.file("tests/fixtures/some_rates.csv", "code,rate\neur,2\n");

    project
        .runInside("test")
        .succeeded()
        .says("PASS totals::sums ", "PASS totals::csv_and_sql ", "PASS totals::nothing ")
        .says("Finished running 3 unit tests");
  }

  /** As all of a properties file but descriptions and tests they are rendered when it is read. */
  @Test
  void rowsMayBeTemplates() {
    project.model("copy", "select id, \"Größe\" as size from {{ ref('small') }}");
    unit(
        """
        - name: rendered
          model: copy
          given:
            - input: ref('small')
              rows: [{id: "{{ 1 + 1 }}", Größe: "{{ var('nobody', 'me') }}"}]
          expect: {format: csv, rows: "id,size\\n{{ 4 // 2 }},me"}
        """);
    project.runInside("test", "--select", "copy").succeeded().says("PASS copy::rendered ");

    unit(
        """
        - name: rendered
          model: copy
          given: [{input: ref('small'), format: sql, rows: "select * from {{ ref('small') }}"}]
          expect: {rows: []}
        """);
    project.runInside("parse").refused().says("'ref' is undefined", "models/");
  }

  @Test
  void whatIsPutInThePlaceOfMacrosVariablesAndTheEnvironment() {
    project.model(
        "asked",
        "select '{{ env_var('WHERE_IT_IS', 'nowhere') }}' as place, {{ fee('1') }} as fee,"
            + " '{{ var('region', 'EU') }}' as region, {{ dbt.current_timestamp() }} as moment,"
            + " '{{ invocation_id }}' as run from {{ ref('small') }}\n");
    project.file("models/asked.yml", "models: [{name: asked, config: {enabled: true}}]\n");
    unit(
        """
        - name: overridden
          model: asked
          overrides:
            macros: {fee: "7", dbt.current_timestamp: "'2024-01-01'::date", invocation_id: "abc"}
            vars: {region: US}
            env_vars: {WHERE_IT_IS: here}
          given: [{input: ref('small'), rows: [{id: 1}, {id: 2}]}]
          expect:
            rows:
              - {place: here, fee: 7, region: US, moment: "2024-01-01", run: abc}
              - {place: here, fee: 7, region: US, moment: "2024-01-01", run: abc}
        """);

    project.runInside("test", "--select", "overridden").succeeded().says("PASS asked::overridden ");
  }

  @Test
  void anIncrementalModelBothWays() {
    unit(
        """
        - name: first
          model: grown
          overrides: {macros: {is_incremental: false}}
          given: [{input: "source('raw', 'orders')", rows: [{id: 1}, {id: 2}]}]
          expect: {rows: [{id: 2}, {id: 1}]}
        - name: later
          model: grown
          overrides: {macros: {is_incremental: true}}
          given:
            - {input: "source('raw', 'orders')", rows: [{id: 1}, {id: 2}]}
            - {input: this, rows: [{id: 1}]}
          expect: {rows: [{id: 2}]}
        """);

    project.runInside("test").succeeded().says("PASS grown::first", "PASS grown::later");
  }

  @Test
  void withoutRowsForItselfAModelIsNone() {
    project.model("named", "select '{{ this }}' as itself, {{ this is none }} as nothing");
    project.runInside("run", "--select", "named").succeeded();
    unit(
        "- {name: itself, model: named, given: [], expect: {rows: [{itself: None, nothing:"
            + " true}]}}");

    project.runInside("test", "--select", "itself").succeeded();
  }

  @Test
  void anIncrementalModelsTestHasToSayWhichWayItIs() {
    unit(
        """
        - name: not_said
          model: grown
          given: [{input: "source('raw', 'orders')", rows: []}]
          expect: {rows: []}
        - name: no_boolean
          model: grown
          overrides: {macros: {is_incremental: perhaps}}
          given: [{input: "source('raw', 'orders')", rows: []}]
          expect: {rows: []}
        - name: no_this
          model: grown
          overrides: {macros: {is_incremental: true}}
          given: [{input: "source('raw', 'orders')", rows: []}]
          expect: {rows: []}
        - name: switched_off
          model: grown
          config: {enabled: false}
          given: [{input: "source('raw', 'orders')", rows: []}]
          expect: {rows: []}
        """);

    project
        .runInside("parse")
        .refused()
        .says("'is_incremental' must be provided for unit test 'not_said' in model 'grown'")
        .says("'is_incremental' must be provided for unit test 'no_boolean' in model 'grown'")
        .says("Unit test 'no_this' for incremental model 'grown' must have a 'this' input")
        .neverSays("switched_off");
  }

  @Test
  void aModelWhoseHookAsksWhetherItIsIncrementalIsTakenForOne() {
    project.model(
        "hooked",
        "{{ config(pre_hook=\"select {{ 1 if is_incremental() else 0 }}\") }} select 1 as id");
    unit("- {name: hooks_too, model: hooked, given: [], expect: {rows: [{id: 1}]}}");

    project.runInside("parse").refused().says("unit test 'hooks_too' in model 'hooked'");
  }

  @Test
  void twoFixturesOfOneNameAreRefused() {
    project
        .file("tests/fixtures/a/rows.csv", "id\n1\n")
        .file("tests/fixtures/b/rows.sql", "select 1 as id\n");
    project
        .runInside("parse")
        .refused()
        .says("dbt found two fixtures with the name \"rows\"", "tests/fixtures/b/rows.sql");
  }

  @Test
  void whatDiffersIsShown() {
    unit(
        """
        - name: differs
          model: totals
          given:
            - input: source('raw', 'orders')
              rows: [{id: 1, amount: 2, currency: eur, paid: true}, {id: 3, currency: eur}]
            - {input: ref('rates')}
            - {input: ref('small'), rows: []}
          expect:
            rows: [{id: 1, total: 2, paid: false}, {id: 2, total: 4, paid: null}]
        """);

    project
        .runInside("test")
        .nodeFailed()
        .says("FAIL 1 totals::differs ", "Failure in unit_test differs (models/units.yml)")
        .says("actual differs from expected:", "@@ ,id,total,paid")
        .says("→  ,1 ,2→3  ,False→True", "---,2 ,4    ,NULL", "+++,3 ,NULL ,NULL")
        .says("compiled code at target/compiled/shop/models/units.yml/models/differs.sql");
  }

  @Test
  void wrongTestsSayWhatToDo() {
    unit(
        """
        - name: not_given
          model: totals
          given: [{input: "source('raw', 'orders')", rows: []}]
          expect: {rows: []}
        - name: unknown_column
          model: totals
          given:
            - {input: "source('raw', 'orders')", rows: [{idd: 1}]}
            - {input: ref('rates')}
            - {input: ref('small'), rows: []}
          expect: {rows: []}
        - name: unknown_expected
          model: totals
          given:
            - {input: "source('raw', 'orders')", rows: []}
            - {input: ref('rates')}
            - {input: ref('small'), rows: []}
          expect: {rows: [{sum: 1}]}
        - name: no_number
          model: grown
          overrides: {macros: {is_incremental: false}}
          given: [{input: "source('raw', 'orders')", rows: [{id: many}]}]
          expect: {rows: []}
        """);

    project
        .runInside("test")
        .nodeFailed()
        .says("not_given gives no rows for ref('rates'), which the model totals reads")
        .says("Invalid column name: 'idd' in unit test fixture for 'orders'", "id, amount")
        .says("Invalid column name: 'sum' in unit test fixture for expected output")
        .says("invalid input syntax for type bigint: \"many\"", "models/units.yml:")
        .says("ERROR=4");
    database.execute("drop view shop.totals cascade; drop table shop.rates cascade");
    project
        .runInside("test", "--select", "unknown_expected")
        .nodeFailed()
        .says("Not able to get columns for unit test 'unknown_expected'", "doesn't exist");
  }

  @Test
  void artifactsHaveThemAsDbtHasThem() throws IOException {
    unit(
        """
        - name: told
          model: grown
          overrides: {macros: {is_incremental: false}}
          given:
            - input: source('raw', 'orders')
              format: csv
              rows: |
                id,amount
                1,
                2,5
          expect: {rows: [{id: 1, amount: null}, {id: 2, amount: 5}]}
        - name: broken
          model: grown
          overrides: {macros: {is_incremental: false}}
          given: [{input: "source('raw', 'orders')", rows: [{id: many}]}]
          expect: {rows: []}
        """);

    project.runInside("test").nodeFailed();

    ObjectMapper json = new ObjectMapper();
    JsonNode told =
        json.readTree(project.read("target/manifest.json"))
            .at("/unit_tests/unit_test.shop.grown.told");
    assertThat(told.at("/given/0/rows").toString())
        .isEqualTo("[{\"id\":\"2\",\"amount\":\"5\"},{\"id\":\"1\",\"amount\":null}]");
    assertThat(told.at("/expect/rows/0/id").asInt()).isEqualTo(2);
    for (JsonNode result : json.readTree(project.read("target/run_results.json")).path("results")) {
      boolean passed = result.path("status").asText().equals("pass");
      assertThat(result.path("compiled").isNull()).isEqualTo(!passed);
      assertThat(result.path("compiled_code").isNull()).isEqualTo(!passed);
      assertThat(result.at("/adapter_response/rows_affected").asInt()).isEqualTo(passed ? 4 : 0);
    }
  }

  private void unit(String tests) {
    project.file("models/units.yml", "unit_tests:\n" + tests.indent(2));
  }
}
