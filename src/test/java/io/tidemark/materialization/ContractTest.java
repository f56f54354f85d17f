package io.tidemark.materialization;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.batch.RunResult;
import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Enforced contracts: columns by name and type, constraints in the table. */
class ContractTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final String CUSTOMERS =
      """
      models:
        - name: customers
          config: {contract: {enforced: true}}
          columns:
            - {name: id, data_type: int, constraints: [{type: primary_key}]}
      """;

  private Warehouse warehouse;

  @BeforeEach
  void empty(@TempDir Path folder) {
    warehouse = new Warehouse(folder, database);
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "incremental"})
  void aTableIsMadeOfItsContract(String materialized) {
    warehouse
        .project()
        .with("models/customers.yml", CUSTOMERS)
        .model("customers", "{{ config(materialized='table') }} select 1 as id")
        .with(
            "models/orders.yml",
            """
            models:
              - name: orders
                config:
                  contract: {enforced: true}
                  on_schema_change: append_new_columns
                constraints:
                  - {type: check, expression: "id > 0", name: positive}
                  - {type: foreign_key, columns: [customer_id], to: "ref('customers')", to_columns: [id]}
                columns:
                  - name: id
                    data_type: int
                    constraints: [{type: not_null}, {type: unique}]
                  - {name: Total, data_type: "numeric(10,2)", quote: true}
                  - {name: note, data_type: varchar(5)}
                  - {name: customer_id, data_type: int}
            """)
        .model(
            "orders",
            "{{ config(materialized='"
                + materialized
                + "', unique_key='id') }} select 1 as customer_id, 'a'::text as note, 1.5::numeric"
                + " as \"Total\", 1 as id");

    warehouse.run();

    assertThat(warehouse.rows("select * from public.orders")).containsExactly("(1,1.50,a,1)");
    assertThat(
            warehouse.rows(
                "select conname from pg_constraint where conrelid = 'public.orders'::regclass and"
                    + " contype in ('c', 'f') order by 1"))
        .hasSize(2)
        .contains("(positive)");
    assertThat(
            warehouse.text(
                "select string_agg(attname || ' ' || format_type(atttypid, atttypmod) || ' ' ||"
                    + " attnotnull, ', ' order by attnum) from pg_attribute where attrelid ="
                    + " 'public.orders'::regclass and attnum > 0"))
        .isEqualTo(
            "id integer true, Total numeric(10,2) false, note character varying(5) false,"
                + " customer_id integer false");
    warehouse.run();
    assertThat(warehouse.rows("select * from public.orders")).containsExactly("(1,1.50,a,1)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "view", "incremental"})
  void whatTheQueryGivesMustBeWhatIsPromised(String materialized) {
    warehouse
        .project()
        .with(
            "models/orders.yml",
            """
            models:
              - name: orders
                config: {contract: {enforced: true}, on_schema_change: fail}
                columns:
                  - {name: id, data_type: int}
                  - {name: note, data_type: text}
                  - {name: gone, data_type: date}
            """)
        .model(
            "orders",
            "{{ config(materialized='"
                + materialized
                + "') }} select 1 as id, 2 as note, true as extra");

    RunResult result = warehouse.tryToRun();

    assertThat(result.results().get(0).message())
        .contains("This model has an enforced contract that failed")
        .contains(
            """
            | column_name | definition_type | contract_type | mismatch_reason       |
            | ----------- | --------------- | ------------- | --------------------- |
            | extra       | BOOLEAN         |               | missing in contract   |
            | gone        |                 | DATE          | missing in definition |
            | note        | INTEGER         | TEXT          | data type mismatch    |
            """
                .strip());
    assertThat(warehouse.rows("select 1 from pg_class where relname ~ '^orders'")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "view", "incremental"})
  void columnsWithoutTypesFailTheirModelAlone(String materialized) {
    String config =
        "{{ config(materialized='"
            + materialized
            + "', on_schema_change='fail', contract={'enforced': true}) }} ";
    warehouse
        .project()
        .with(
            "models/models.yml",
            """
            models:
              - {name: untyped, columns: [{name: id, data_type: int}, {name: note}]}
              - {name: typed, columns: [{name: id, data_type: int}]}
            """)
        .model("bare", config + "select 1 as id")
        .model("untyped", config + "select 1 as id, 2 as note")
        .model("typed", config + "select 1 as id");

    RunResult result = warehouse.tryToRun();

    assertThat(result.results().stream().map(one -> one.node().name() + " " + one.message()))
        .anyMatch(told -> told.contains("bare") && told.contains("specification is missing"))
        .anyMatch(told -> told.contains("untyped") && told.contains("for the ['note'] column(s)"));
    assertThat(warehouse.rows("select * from public.typed")).containsExactly("(1)");
  }

  @Test
  void anIncrementMustKeepTheContractToo() {
    String yaml =
        """
        models:
          - name: orders
            config: {contract: {enforced: true}, on_schema_change: append_new_columns}
            columns: [{name: id, data_type: int, constraints: [{type: check, expression: id < 3}]}]
        """;
    warehouse
        .project()
        .with("models/orders.yml", yaml)
        .model("orders", "{{ config(materialized='incremental') }} select 1 as id");
    warehouse.run();

    warehouse
        .project()
        .model("orders", "{{ config(materialized='incremental') }} select 'x' as id");
    assertThat(warehouse.tryToRun().results().get(0).message()).contains("data type mismatch");

    warehouse.project().model("orders", "{{ config(materialized='incremental') }} select 5 as id");
    assertThat(warehouse.tryToRun().results().get(0).message()).contains("check constraint");

    assertThat(warehouse.rows("select id from public.orders")).containsExactly("(1)");
  }

  @Test
  void aPromisedTextIsNotMadeLonger() {
    String yaml =
        """
        models:
          - name: orders
            config: {contract: {enforced: true}, on_schema_change: append_new_columns}
            columns: [{name: note, data_type: varchar(3)}]
        """;
    String model = "{{ config(materialized='incremental') }} select '%s'::text as note";
    warehouse.project().with("models/orders.yml", yaml).model("orders", model.formatted("a"));
    warehouse.run();

    warehouse.project().model("orders", model.formatted("b"));
    warehouse.run();
    warehouse.project().model("orders", model.formatted("long"));
    assertThat(warehouse.tryToRun().results().get(0).message()).contains("value too long");

    assertThat(warehouse.rows("select note from public.orders order by 1"))
        .containsExactly("(a)", "(b)");
    assertThat(
            warehouse.rows(
                "select format_type(atttypid, atttypmod) from pg_attribute where attrelid ="
                    + " 'public.orders'::regclass and attname = 'note'"))
        .containsExactly("(\"character varying(3)\")");
  }

  @Test
  void aHeaderStandsBeforeTheStatement() {
    String header =
        "{% call set_sql_header(config) %}set local application_name to 'headed';{% endcall %}";
    warehouse
        .project()
        .model(
            "a",
            "{{ config(materialized='table') }}"
                + header
                + " select current_setting('application_name') as name")
        .model(
            "b",
            "{{ config(materialized='incremental') }}"
                + header
                + " select current_setting('application_name') as name");

    warehouse.run();
    warehouse.run();

    assertThat(warehouse.rows("select name from public.a")).containsExactly("(headed)");
    assertThat(warehouse.rows("select name from public.b")).containsExactly("(headed)", "(headed)");
  }
}
