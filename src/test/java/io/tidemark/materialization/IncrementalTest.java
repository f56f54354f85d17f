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
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Incremental models from their files: unfinished loads, schema changes, keys, high-water marks.
 */
class IncrementalTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final String BY_GREATEST =
      """
      {{ config(materialized='incremental', unique_key='id', chunk_size=100) }}
      select * from public.raw
      {% if is_incremental() %} where id > (select max(id) from {{ this }}) {% endif %}
      """;

  private Path folder;
  private Warehouse warehouse;

  @BeforeEach
  void empty(@TempDir Path directory) {
    folder = directory;
    warehouse = new Warehouse(folder, database);
  }

  /**
   * I2. If the model were asked again, it would skip the rows below the half-loaded maximum.
   *
   * <p>Red where the pending load is thrown away and the model frozen anew.
   */
  @Test
  void anUnfinishedLoadComesFirstInAFreshRun() {
    halfLoaded();
    warehouse.execute("insert into public.raw select i, 'late' from generate_series(5001, 5100) i");

    warehouse.run();

    assertThat(warehouse.told().resumed()).hasSize(1);
    assertThat(warehouse.told().frozen()).hasSize(1);
    assertThat(warehouse.text("select count(*) from public.orders")).isEqualTo("5100");
    assertThat(warehouse.rows("select id from public.raw except select id from public.orders"))
        .isEmpty();
  }

  @Test
  void anUnfinishedLoadOfAnOlderTemplateIsFinishedFirstAndSaysSo() {
    halfLoaded();
    warehouse.project().model("orders", BY_GREATEST + " -- changed since");

    warehouse.run();

    assertThat(warehouse.told().resumed()).hasSize(1);
    assertThat(warehouse.told().notices())
        .anyMatch(notice -> notice.contains("its SQL has changed since"));
    assertThat(warehouse.text("select count(*) from public.orders")).isEqualTo("5000");
  }

  /** dbt takes a text without a length for 256 characters, and every text for a varchar. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "varchar(3)  | varchar(8)    | character varying(8)",
        "varchar(3)  | text          | character varying(256)",
        "char(3)     | char(8)       | character varying(8)",
        "text        | varchar(300)  | character varying(300)",
        "text        | varchar(8)    | text",
        "varchar(30) | char(8)       | character varying(30)"
      })
  void aTextThatHasBecomeTooShortGrowsAsInDbt(String before, String now, String grown) {
    String model = "{{ config(materialized='incremental') }} select 'abc'::%s as note";
    warehouse.project().model("orders", model.formatted(before));
    warehouse.run();
    warehouse.project().model("orders", model.formatted(now).replace("abc", "abcdef"));

    warehouse.run();

    assertThat(
            warehouse.text(
                "select format_type(atttypid, atttypmod) from pg_attribute where attrelid ="
                    + " 'public.orders'::regclass and attnum = 1"))
        .isEqualTo(grown);
    assertThat(warehouse.rows("select trim(note) from public.orders order by 1"))
        .containsExactly("(abc)", "(abcdef)");
  }

  @Test
  void theMessageIsThatOfTheStrategysStatement() {
    String model =
        "{{ config(materialized='incremental', incremental_strategy='%s', %s) }}"
            + " select 1 as id, {{ is_incremental() }} as later";
    warehouse
        .project()
        .model("added", model.formatted("append", "unique_key='id'"))
        .model("merged", model.formatted("merge", "unique_key='id'"))
        .model("only_merged", model.formatted("merge", "tags=[]"))
        .model("replaced", model.formatted("delete+insert", "unique_key='id'"));
    warehouse.run();

    assertThat(warehouse.run().results())
        .extracting(result -> result.node().name() + " " + result.message())
        .containsExactlyInAnyOrder(
            "added INSERT 0 1", "merged MERGE 1", "only_merged MERGE 1", "replaced INSERT 0 1");
  }

  @Test
  void aStrategyThatNobodyKnowsIsRefusedAlsoWhereATableIsBuiltFromNothing() {
    warehouse
        .project()
        .model(
            "orders",
            "{{ config(materialized='incremental', incremental_strategy='insert_overwrite') }}"
                + " select 1 as id");

    RunResult result = warehouse.tryToRun();

    assertThat(result.successful()).isFalse();
    assertThat(warehouse.relations()).noneMatch(name -> name.endsWith("orders"));
  }

  @Test
  void aFullRefreshDiscardsItAndSaysSo() {
    halfLoaded();
    warehouse.project().fullRefresh(true);

    warehouse.run();

    assertThat(warehouse.told().notices())
        .singleElement()
        .asString()
        .matches(
            "the unfinished increment of 4,900 rows \\([\\d,]+ of them loaded\\) is discarded:"
                + " public.orders is built anew");
    assertThat(warehouse.text("select count(*) from public.orders")).isEqualTo("5000");
    assertThat(warehouse.text("select count(*) from tidemark.checkpoint")).isEqualTo("0");
    assertThat(warehouse.relations()).noneMatch(name -> name.contains("staging_"));
  }

  @Test
  void aFullRefreshThatFailsDiscardsNothing() {
    halfLoaded();
    warehouse
        .project()
        .fullRefresh(true)
        .model(
            "orders", BY_GREATEST + " {% if not is_incremental() %} where 1 / 0 = 1 {% endif %}");
    assertThat(warehouse.tryToRun().successful()).isFalse();
    warehouse.project().fullRefresh(false).model("orders", BY_GREATEST);

    warehouse.run();

    assertThat(warehouse.told().resumed()).hasSize(1);
    assertThat(warehouse.text("select count(*) from public.orders")).isEqualTo("5000");
  }

  @Test
  void anEmptyKeyIsNoKeyAsInDbt() {
    for (String key : List.of("''", "[]", "none")) {
      warehouse = new Warehouse(folder, database);
      warehouse
          .project()
          .model(
              "orders",
              "{{ config(materialized='incremental', unique_key=%s) }} select 1 as id"
                  .formatted(key));
      warehouse.run();
      warehouse.run();

      assertThat(warehouse.rows("select id from public.orders")).containsExactly("(1)", "(1)");
    }
  }

  @Test
  void aTableInItsPlaceEndsTheUnfinishedLoad() {
    for (String materialized : List.of("table", "view")) {
      warehouse = new Warehouse(folder, database);
      halfLoaded();
      warehouse
          .project()
          .model(
              "orders",
              "{{ config(materialized='%s') }} select * from public.raw".formatted(materialized));

      warehouse.run();

      assertThat(warehouse.text("select count(*) from tidemark.checkpoint")).isEqualTo("0");
      assertThat(warehouse.relations()).noneMatch(name -> name.contains("staging_"));
    }
  }

  /** 100 rows are there, of the next 4900 some chunks; then a row is refused once. */
  private void halfLoaded() {
    warehouse.execute(
        "create table public.raw as select i as id, rpad('x', 80) as note from generate_series(1,"
            + " 100) i");
    warehouse.project().model("orders", BY_GREATEST);
    warehouse.run();
    warehouse.execute(
        """
        -- The greatest comes in an early chunk.
        insert into public.raw select 5101 - i, rpad('x', 80) from generate_series(101, 5000) i;
        create function public.refuse() returns trigger language plpgsql as
          $$ begin if new.id = 2000 then raise exception 'no'; end if; return new; end $$;
        create trigger refuse before insert on public.orders
          for each row execute function public.refuse()
        """);
    assertThat(warehouse.tryToRun().successful()).isFalse();
    assertThat(warehouse.text("select count(*) > 100 and count(*) < 5000 from public.orders"))
        .isEqualTo("true");
    warehouse.execute("drop trigger refuse on public.orders");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ignore | select 2 as id, 'b' as note, 5 as more | id,note | (1,a);(2,b)",
        "ignore | select 2 as id | ERROR | (1,a)",
        "fail | select 2 as id, 'b' as note, 5 as more | ERROR | (1,a)",
        "fail | select 2 as id, 'b' as note | id,note | (1,a);(2,b)",
        "append_new_columns | select 2 as id, 'b' as note, 5 as more | id,note,more |"
            + " (1,a,);(2,b,5)",
        "append_new_columns | select 2 as id, 5 as more | id,note,more | (1,a,);(2,,5)",
        "sync_all_columns | select 2 as id, 5 as more | id,more | (1,);(2,5)",
        "sync_all_columns | select 2::bigint as id, 'b' as note | id,note | (1,a);(2,b)"
      })
  void theColumnsFollowOnSchemaChange(String mode, String query, String columns, String rows) {
    String config =
        "{{ config(materialized='incremental', unique_key='id', on_schema_change='%s') }} "
            .formatted(mode);
    warehouse.project().model("orders", config + "select 1 as id, 'a' as note");
    warehouse.run();
    warehouse.project().model("orders", config + query);

    RunResult result = warehouse.tryToRun();

    assertThat(result.successful()).isEqualTo(!columns.equals("ERROR"));
    assertThat(warehouse.rows("select * from public.orders order by id"))
        .containsExactly(rows.split(";"));
    if (result.successful()) {
      assertThat(
              warehouse.text(
                  "select string_agg(attname, ',' order by attnum) from pg_attribute where attrelid"
                      + " = 'public.orders'::regclass and attnum > 0 and not attisdropped"))
          .isEqualTo(columns);
    }
    assertThat(warehouse.relations()).noneMatch(name -> name.contains("staging_"));
  }

  @Test
  void aVarcharIsWidenedAlsoWhereViewsReadIt() {
    String config = "{{ config(materialized='incremental', unique_key='id') }} ";
    warehouse.project().model("orders", config + "select 1 as id, 'a'::varchar(3) as note");
    warehouse.run();
    warehouse.execute("create view public.reading as select note from public.orders");
    warehouse.project().model("orders", config + "select 2 as id, 'longer'::varchar(9) as note");

    warehouse.run();

    assertThat(warehouse.rows("select note from public.reading order by 1"))
        .containsExactly("(a)", "(longer)");
    assertThat(warehouse.told().notices()).singleElement().asString().contains("made anew");
  }

  @Test
  void aFirstLoadGetsAUniqueIndexOnItsKey() {
    warehouse
        .project()
        .model(
            "orders",
            "{{ config(materialized='incremental', unique_key=['id', 'Day'], unlogged=true,"
                + " indexes=[{'columns': ['note'], 'type': 'hash'}, {'columns': ['id', 'note'],"
                + " 'unique': true}]) }} select 1 as id, 2 as \"Day\", 'x' as note");
    warehouse.run();

    assertThat(
            warehouse.rows(
                "select regexp_replace(indexdef, 'INDEX \\S+ ON', 'INDEX ON') from pg_indexes"
                    + " where tablename = 'orders' order by 1"))
        .containsExactly(
            "(\"CREATE INDEX ON public.orders USING hash (note)\")",
            "(\"CREATE UNIQUE INDEX ON public.orders USING btree (id, \"\"Day\"\")\")",
            "(\"CREATE UNIQUE INDEX ON public.orders USING btree (id, note)\")");
    assertThat(warehouse.text("select relpersistence from pg_class where relname = 'orders'"))
        .isEqualTo("u");
  }

  @Test
  void keysThatRepeatAreCountedAndThreeAreNamed() {
    warehouse
        .project()
        .model(
            "orders",
            "{{ config(materialized='incremental', unique_key='id') }}"
                + " select i % 5 as id from generate_series(1, 20) i");

    warehouse.run();

    assertThat(warehouse.told().notices())
        .containsExactly(
            "5 keys of public.orders (\"id\") occur more than once: 0; 1; 2; …; it gets no unique"
                + " index, and increments go dbt's slower way");
  }

  @ParameterizedTest
  @CsvSource({"id", "id + 0"})
  void whereTheKeyIsEnforcedTheOldTableStays(String key) {
    String config =
        "{{ config(materialized='incremental', unique_key='%s', enforce_unique_key=true) }} "
            .formatted(key);
    warehouse.project().model("orders", config + "select 1 as id");
    warehouse.run();
    List<String> before = warehouse.relations();
    warehouse
        .project()
        .fullRefresh(true)
        .model("orders", config + "select i % 2 as id from generate_series(1, 9) i");

    RunResult result = warehouse.tryToRun();

    assertThat(result.results())
        .singleElement()
        .satisfies(failed -> assertThat(failed.message()).startsWith("2 keys of public.orders"));
    assertThat(warehouse.rows("select * from public.orders")).containsExactly("(1)");
    assertThat(warehouse.relations()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "orders.sql | {{ config(materialized='incremental', unique_key='id') }} select * from"
            + " public.raw {% if is_incremental() %} where at >= {{ high_water_mark('at',"
            + " lookback='2 days') }} {% endif %}",
        "orders.sql.mustache | {{#config}}{materialized: incremental, unique_key: id}{{/config}}"
            + " select * from public.raw"
            + " {{#is_incremental}} where at > {{high_water_mark.at}} {{/is_incremental}}",
        "orders.sql | {{ config(materialized='incremental', unique_key='id', lookback='2 days') }}"
            + " select * from public.raw"
            + " {% if is_incremental() %} where at >= {{ high_water_mark('at') }} {% endif %}",
        "orders.sql.mustache | {{#config}}{materialized: incremental, unique_key: id, lookback: 2}"
            + "{{/config}} select * from public.raw"
            + " {{#is_incremental}} where at >= {{high_water_mark.at}} {{/is_incremental}}"
      })
  void theHighWaterMarkNarrowsTheIncrementAndNeverFalls(String file, String text) {
    boolean lookback = text.contains("lookback");
    warehouse.execute(
        "create table public.raw as select i as id, date '2024-01-01' + i as at"
            + " from generate_series(1, 10) i");
    warehouse.project().with("models/" + file, text);
    warehouse.run();
    warehouse.execute("insert into public.raw values (11, '2024-01-12'), (12, '2024-01-03')");

    RunResult second = warehouse.run();

    // With a lookback of two days the 9th to the 11th of January come again.
    assertThat(second.results().get(0).rows()).isEqualTo(lookback ? 4 : 1);
    assertThat(mark()).isEqualTo("2024-01-12 date");
    warehouse.execute("delete from public.raw where at > '2024-01-11'");
    warehouse.run();
    assertThat(mark()).isEqualTo("2024-01-12 date");
  }

  private String mark() {
    return warehouse.text("select mark || ' ' || data_type from tidemark.high_water_mark");
  }

  @Test
  void aMarkSurvivesAChangeOfItsColumnsType() {
    String config =
        "{{ config(materialized='incremental', unique_key='id', watermark='at',"
            + " on_schema_change='sync_all_columns') }} ";
    warehouse.project().model("orders", config + "select 1 as id, timestamp '2024-01-05' as at");
    warehouse.run();
    warehouse.project().model("orders", config + "select 2 as id, date '2024-01-03' as at");

    warehouse.run();

    assertThat(mark()).isEqualTo("2024-01-05 date");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "uuid,gen_random_uuid()",
        "boolean,true",
        "jsonb,'1'::jsonb",
        "json[],array['1'::json]"
      })
  void aWatermarkWithoutAMaximumIsRefusedByName(String type, String value) {
    warehouse
        .project()
        .model(
            "orders",
            "{{ config(materialized='incremental', watermark='at') }} select " + value + " as at");

    RunResult result = warehouse.tryToRun();

    assertThat(result.results().get(0).message())
        .startsWith("watermark column \"at\" is of type " + type + ", whose values have no order\n")
        .contains("models/orders.sql:1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'x'::varchar(4)",
        "array[1]",
        "'2024-01-01'::timestamptz",
        "'1.1.1.1'::inet",
        "'a'::name",
        "1::money"
      })
  void aWatermarkOfAnyTypeWithAMaximumIsKept(String value) {
    warehouse
        .project()
        .model(
            "orders",
            "{{ config(materialized='incremental', watermark='at') }} select " + value + " as at");
    warehouse.run();
    warehouse.run();

    assertThat(warehouse.text("select count(mark) from tidemark.high_water_mark")).isEqualTo("1");
  }
}
