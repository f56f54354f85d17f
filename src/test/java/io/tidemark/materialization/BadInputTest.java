package io.tidemark.materialization;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.batch.RunResult;
import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can't be loaded is found before a row is written, though it would take several chunks. */
class BadInputTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final String CONFIG =
      "{{ config(materialized='incremental', chunk_size=100, %s) }}\n%s";
  private static final String ROWS = " from generate_series(1001, 2000) as i";

  private Warehouse warehouse;

  @BeforeEach
  void aTable(@TempDir Path directory) {
    warehouse = new Warehouse(directory, database);
    warehouse
        .project()
        .model(
            "orders",
            CONFIG.formatted(
                "unique_key='id'",
                "select i as id, i as v, 'x'::varchar(3) as s from generate_series(1, 1000) i"));
    warehouse.run();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "unique_key='ids' ~ select i as id, i as v, 'x' as s"
            + " ~ unique_key column \"ids\" is not in the model; its columns are id, v, s ~ 1",
        "unique_key='id + ids' ~ select i as id, i as v, 'x' as s"
            + " ~ unique_key \"id + ids\" can't be computed: column \"ids\" does not exist ~ 1",
        "unique_key='id', watermark='at' ~ select i as id, i as v, 'x' as s"
            + " ~ watermark column \"at\" is not in the model; its columns are id, v, s ~ 1",
        "unique_key='id', watermark='at' ~ select i as id, i as v, 'x' as s, i as at"
            + " ~ watermark column \"at\" is in the model, but not in public.orders ~ 1",
        "unique_key='id', watermark='at', on_schema_change='append_new_columns'"
            + " ~ select i as id, i as v, 'x' as s, point(i, i) as at"
            + " ~ watermark column \"at\" is of type point, whose values have no order ~ 1",
        "unique_key='id' ~ select i as id, 'a' || i as v, 'x' as s"
            + " ~ column \"v\" is text in the model and integer in public.orders ~ 1",
        "unique_key='id' ~ select i as id, i * 10000000::bigint as v, 'x' as s"
            + " ~ column \"v\" is bigint in the model and integer in public.orders, and not every"
            + " value fits: integer out of range ~ 1",
        "unique_key='id' ~ select 'a' || i as id, i as v, 'x' as s"
            + " ~ column \"id\" is text in the model and integer in public.orders ~ 1",
        "unique_key='id' ~ select i as id, 'x' as s"
            + " ~ public.orders has v integer, which the model no longer gives ~ 1",
        "unique_key='id', incremental_strategy='merge', merge_update_columns=['w']"
            + " ~ select i as id, i as v, 'x' as s"
            + " ~ merge_update_columns names \"w\", which is no column of the model ~ 1",
        "unique_key='id' ~ select i as id, {{ high_water_mark('w') if is_incremental() }} as v"
            + " ~ watermark column \"w\" is not in public.orders; its columns are id, v, s ~ 2",
      })
  void itIsToldByNameAndLineAndNothingIsLeft(
      String config, String query, String message, int line) {
    List<String> before = warehouse.relations();
    String rows = warehouse.text("select md5(string_agg(o::text, ',' order by id)) from orders o");
    warehouse.project().model("orders", CONFIG.formatted(config, query + ROWS));

    RunResult result = warehouse.tryToRun();

    assertThat(result.results())
        .singleElement()
        .satisfies(
            failed ->
                assertThat(failed.message())
                    .startsWith(message)
                    .contains("models/orders.sql:" + line));
    assertThat(warehouse.text("select md5(string_agg(o::text, ',' order by id)) from orders o"))
        .isEqualTo(rows);
    assertThat(warehouse.relations()).isEqualTo(before);
    assertThat(warehouse.text("select count(*) from tidemark.checkpoint")).isEqualTo("0");
    assertThat(warehouse.text("select count(*) from tidemark.high_water_mark")).isEqualTo("0");
  }

  /** A conversion that PostgreSQL does by itself, and that fits, is done before the first chunk. */
  @Test
  void valuesOfAnotherTypeThatFitAreLoaded() {
    warehouse
        .project()
        .model(
            "orders",
            CONFIG.formatted(
                "unique_key='id'",
                "select i as id, (i + 0.4)::numeric as v, 'abc'::text as s" + ROWS));

    warehouse.run();

    assertThat(warehouse.told().frozen().get(0).chunks()).isGreaterThan(1);
    assertThat(warehouse.text("select sum(id) || ' ' || sum(v) from orders where s = 'abc'"))
        .isEqualTo("1500500 1500500");
  }

  /** The rows are in, the load is not complete: its next run tries the rest again. */
  @Test
  void aHookThatFailsAtTheSealIsToldAsThat() {
    String query = "select i as id, i as v, 'x'::varchar(3) as s" + ROWS;
    String hook = "unique_key='id', post_hook='%s'";
    warehouse.project().model("orders", CONFIG.formatted(hook.formatted("select 1/0"), query));

    RunResult result = warehouse.tryToRun();

    assertThat(result.results().get(0).message())
        .contains("division by zero", "what comes after chunk ", "1,000 of 1,000 rows are in");
    warehouse.project().model("orders", CONFIG.formatted(hook.formatted("select 1"), query));
    warehouse.run();
    assertThat(warehouse.text("select count(*) from public.orders")).isEqualTo("2000");
    assertThat(warehouse.text("select count(*) from tidemark.checkpoint")).isEqualTo("0");
  }

  @Test
  void aViewInTheTablesPlaceIsReplacedAndThatIsSaid() {
    warehouse.execute("drop table public.orders; create view public.orders as select 1 as id");

    warehouse.run();

    assertThat(warehouse.kind("orders")).isEqualTo("r");
    assertThat(warehouse.told().warnings())
        .singleElement()
        .asString()
        .startsWith("it is a view and not a table");
  }
}
