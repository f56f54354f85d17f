package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.postgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Microbatch models as a person and as other tools see them. */
class MicrobatchCommandTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final String[] THREE_DAYS = {
    "run", "--event-time-start", "2024-01-01", "--event-time-end", "2024-01-03T12:00:00"
  };

  private static final String WAITING =
      "select count(*) from pg_locks where not granted and objid = 4712";

  private static final String WORKING =
      "select count(*) from pg_stat_activity where datname = current_database() and query like"
          + " '%tidemark.staging%' and state <> 'idle' and pid <> pg_backend_pid()";

  private final ProjectFolder project;

  MicrobatchCommandTest(@TempDir Path folder) {
    project =
        ProjectFolder.in(folder, database.settings(), "shop")
            .file(
                "models/sources.yml",
                """
                sources:
                  - name: raw
                    schema: public
                    config: {event_time: at}
                    tables: [{name: orders}]
                models:
                  - name: customers
                    columns: [{name: since, quote: true}]
                """)
            .model("customers", "{{ config(event_time='since') }} select now() as since")
            .model("days", "{{ config(materialized='ephemeral', event_time='day') }} select 1")
            .model("orders", model("public.pass('{{ model.batch.id if model.batch }}')"));
  }

  @BeforeEach
  void ordersOfThreeDays() {
    database.execute(
        """
        drop schema if exists shop cascade;
        drop schema if exists tidemark cascade;
        drop schema public cascade; create schema public;
        create table public.orders as
          select d as id, '2023-12-31 12:00'::timestamp + d * interval '1 day' as at
          from generate_series(1, 3) d;
        create table public.trap (batch text);
        create table public.log (batch text);
        create function public.pass(batch text) returns int language plpgsql as $$
        begin
          if exists (select from public.trap t where t.batch = pass.batch) then
            perform pg_advisory_lock_shared(4712);
            perform pg_advisory_unlock_shared(4712);
            raise exception 'batch % is not let through', batch;
          end if;
          insert into public.log values (batch);
          return 1;
        end $$
        """);
  }

  @Test
  void aSampleIsAboutItsBatchesAlone() throws IOException {
    project
        .run("run", "--sample", "{start: 2024-01-02T06:00:00, end: 2024-01-03T06:00:00}")
        .succeeded()
        .says(
            "Batch 1 of 2 START batch 2024-01-02 of shop.orders ",
            "Batch 2 of 2 START batch 2024-01-03 of shop.orders ");

    assertThat(project.read("target/compiled/shop/models/orders/orders_2024-01-02.sql"))
        .contains("at >= '2024-01-02 06:00:00+00:00' and at < '2024-01-03 00:00:00+00:00'");
  }

  @Test
  void whatIsPrintedAndWritten() throws IOException {
    Outcome run = project.run(THREE_DAYS).succeeded();

    run.says(
        " START sql microbatch model shop.orders ......",
        "Batch 1 of 3 START batch 2024-01-01 of shop.orders .........",
        "Batch 1 of 3 OK created batch 2024-01-01 of shop.orders ........",
        " [SELECT 1 in ",
        "Batch 3 of 3 OK created batch 2024-01-03 of shop.orders ........",
        " [MERGE 1 in ",
        " OK created sql microbatch model shop.orders ......",
        " [SUCCESS in ");
    assertThat(project.read("target/compiled/shop/models/orders/orders_2024-01-02.sql"))
        .contains(
            "(select * from \"%s\".\"public\".\"orders\" where at >= '2024-01-02 00:00:00+00:00' and at < '2024-01-03 00:00:00+00:00') _dbt_et_filter_subq_orders"
                .formatted(database.settings().database()),
            "whole: \"%s\".\"public\".\"orders\"\n".formatted(database.settings().database()),
            "from 2024-01-02 00:00:00+00:00 to 2024-01-03",
            "where \"since\" >= '2024-01-02 00:00:00+00:00'",
            "(select * from __dbt__cte__days where day >= '2024-01-02 00:00:00+00:00' and day <"
                + " '2024-01-03 00:00:00+00:00') _dbt_et_filter_subq___dbt__cte__days");
    JsonNode orders = result("orders");
    assertThat(orders.get("batch_results").toString())
        .isEqualTo(
            "{\"successful\":[[\"2024-01-01T00:00:00+00:00\",\"2024-01-02T00:00:00+00:00\"],"
                + "[\"2024-01-02T00:00:00+00:00\",\"2024-01-03T00:00:00+00:00\"],"
                + "[\"2024-01-03T00:00:00+00:00\",\"2024-01-04T00:00:00+00:00\"]],\"failed\":[]}");
    assertThat(orders.get("message").asText()).isEqualTo("SUCCESS");
    project.run("compile", "--select", "orders").succeeded().neverSays("et_filter");
    project.run("ls", "--select", "orders").succeeded();
  }

  @Test
  void aBatchThatFailsIsToldWithItsLineAndDoneByTheRestart() throws IOException {
    database.execute("insert into public.trap values ('20240102')");

    Outcome failed = project.run(THREE_DAYS).nodeFailed();

    failed.says(
        "batch 2024-01-02 of shop.orders: batch 20240102 is not let through",
        "Batch 2 of 3 ERROR creating batch 2024-01-02 of shop.orders ",
        "Batch 3 of 3 OK created batch 2024-01-03 of shop.orders ",
        "PARTIALLY created sql microbatch model shop.orders ",
        "[PARTIAL SUCCESS (2/3) in ",
        "Completed with 1 partial success and 0 warnings",
        "1 of 3 batches are not done: 2024-01-02",
        "batch 20240102 is not let through",
        "ERROR=1",
        "Continue with: ");
    assertThat(project.read("target/run_results.json"))
        .contains(
            "\"status\":\"partial success\"",
            "\"failed\":[[\"2024-01-02T00:00:00+00:00\",\"2024-01-03T00:00:00+00:00\"]]");
    project
        .run("state")
        .succeeded()
        .says("shop.orders: 2 of 3 batches done; the next run does 2024-01-02 (failed) as well");
    JsonNode state =
        new ObjectMapper().readTree(project.run("state", "--output", "json").succeeded().out());
    assertThat(state.get(0).get("unfinished_batches").get("left").toString())
        .isEqualTo("[\"2024-01-02\"]");

    database.execute("truncate public.trap, public.log");
    project
        .run("retry", "--log-format", "json")
        .succeeded()
        .says("2 of 3 batches are done already; continues with 2024-01-02")
        .says("\"LogStartBatch\"", "\"LogBatchResult\"", "\"total_batches\":1");
    assertThat(database.queryText("select string_agg(batch, ' ') from public.log"))
        .isEqualTo("20240102");
    assertThat(database.queryText("select count(*) from shop.orders")).isEqualTo("3");
    project.run("state").succeeded().neverSays("batches done");
  }

  @Test
  void afterAKillAFreshRunDoesWhatIsNotDoneAsWell() {
    heldInItsSecondBatch(TidemarkProcess::kill);

    project
        .run(
            "run",
            "--event-time-start",
            "2024-01-03",
            "--event-time-end",
            "2024-01-04",
            "--lock-timeout",
            "60")
        .succeeded()
        .says(
            "1 batch that an earlier run has left is done as well: 2024-01-02",
            "Batch 2 of 2 OK created batch 2024-01-02");

    assertThat(passed()).isEqualTo("20240102 20240103");
    assertThat(database.queryText("select count(*) from shop.orders")).isEqualTo("3");
  }

  @Test
  void afterAStopARestartDoesWhatIsNotDone() {
    Outcome stopped = heldInItsSecondBatch(TidemarkProcess::terminate);
    assertThat(stopped.exitCode()).isEqualTo(143);

    project
        .run("restart", "--lock-timeout", "60")
        .succeeded()
        .says(
            "1 of 3 batches is done already; continues with 2024-01-02, 2024-01-03",
            "Batch 2 of 2 OK created batch 2024-01-03");

    assertThat(passed()).isEqualTo("20240102 20240103");
    assertThat(database.queryText("select count(*) from shop.orders")).isEqualTo("3");
  }

  /** A run that stands still in its second batch is ended; afterwards nothing holds it back. */
  private Outcome heldInItsSecondBatch(Consumer<TidemarkProcess> end) {
    database.execute("insert into public.trap values ('20240102')");
    Outcome ended;
    try (Connection holder = database.connect();
        Statement hold = holder.createStatement()) {
      hold.execute("select pg_advisory_lock(4712)");
      try (TidemarkProcess run = project.start(THREE_DAYS)) {
        while (!"1".equals(database.queryText(WAITING))) {
          assertThat(run.isAlive()).isTrue();
          Thread.onSpinWait();
        }
        end.accept(run);
        ended = run.outcome();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    while (!"0".equals(database.queryText(WORKING))) {
      Thread.onSpinWait();
    }
    database.execute("truncate public.trap, public.log");
    return ended;
  }

  private static String passed() {
    return String.valueOf(
        database.queryText("select string_agg(batch, ' ' order by batch) from public.log"));
  }

  @Test
  void mustacheReadsItsBatchToo() {
    project
        .without("models/orders.sql")
        .file(
            "models/orders.sql.mustache",
            """
            {{#config}}
            materialized: incremental
            incremental_strategy: microbatch
            unique_key: id
            event_time: at
            batch_size: day
            begin: 2024-01-01
            {{/config}}
            -- whole: {{ source('raw', 'orders').render() }}
            select id, at, '{{#model.batch}}{{id}}{{/model.batch}}{{model.batch.id}}' as batch
            from {{source.raw.orders}}
            """);

    project.run(THREE_DAYS).succeeded();

    assertThat(database.queryText("select batch from shop.orders where id = 2"))
        .isEqualTo("2024010220240102");
    assertThat(project.read("target/compiled/shop/models/orders/orders_2024-01-02.sql"))
        .contains("_dbt_et_filter_subq_orders")
        .contains(
            "-- whole: \"%s\".\"public\".\"orders\"\n".formatted(database.settings().database()));
    project.run("show", "--select", "orders").succeeded();
    project.run("compile", "--select", "orders").succeeded();
  }

  @Test
  void everythingThatIsWrongIsToldBeforeAnythingRuns() {
    project
        .model(
            "orders",
            """
            {{ config(materialized='incremental', incremental_strategy='microbatch',
                batch_size='week', begin='last year', lookback=-1, concurrent_batches='yes') }}
            select 1 as id
            """)
        .model("sized", "{{ config(materialized='incremental', batch_size='day') }} select 1 as id")
        .model(
            "reads",
            """
            {{ config(materialized='incremental', incremental_strategy='microbatch',
                unique_key='id', event_time='at', batch_size='day') }}
            select 1 as id
            """);

    project
        .run("run")
        .refused()
        .says(
            "The microbatch model orders needs the config \"event_time\"",
            "the text \"week\". Allowed: hour, day, month, year.",
            "The config \"begin\" must be a date",
            "Found last year.",
            "The config \"lookback\" must be a number of batches of at least 0",
            "The config \"concurrent_batches\" must be true or false",
            "The model sized has a batch_size and no event_time",
            "The microbatch model reads needs the config \"begin\"",
            "models/orders.sql:1",
            "models/sized.sql:1");
    assertThat(database.queryText("select to_regclass('shop.sized') is null")).isEqualTo("true");
  }

  @Test
  void timesThatDoNotBelongTogetherAreRefused() {
    project
        .run("run", "--event-time-start", "2024-01-01")
        .refused()
        .says("--event-time-start was given without --event-time-end");
    project
        .run("run", "--event-time-start", "2024-01-02", "--event-time-end", "2024-01-02")
        .refused()
        .says("--event-time-start must be before --event-time-end");
    TidemarkProcess.in(project.root())
        .env("DBT_EVENT_TIME_END", "2024-02-30")
        .run("run")
        .refused()
        .says("--event-time-end is no time", "Found \"2024-02-30\"");
  }

  @Test
  void aModelWhoseBatchesWouldEachReadEverythingIsWarnedOf() {
    project.model(
        "orders",
        model("1")
            .replace("{{ source('raw', 'orders') }}", "public.orders")
            .replaceAll("(?m)^-- .*$", ""));

    project
        .run("parse")
        .succeeded()
        .says("reads nothing that has an event_time", "models/orders.sql");
  }

  private JsonNode result(String model) throws IOException {
    JsonNode results =
        new ObjectMapper().readTree(project.read("target/run_results.json")).get("results");
    for (JsonNode result : results) {
      if (result.get("unique_id").asText().endsWith("." + model)) {
        return result;
      }
    }
    throw new AssertionError("no result of " + model);
  }

  private static String model(String passed) {
    return """
    {{ config(materialized='incremental', incremental_strategy='microbatch', unique_key='id',
        event_time='at', batch_size='day', begin='2024-01-01') }}
    -- whole: {{ source('raw', 'orders').render() }}
    -- {{ ref('customers') }} {{ ref('days') }}
    -- {% if model.batch %} from {{ model.batch.event_time_start }} to {{ model.batch.event_time_end.strftime('%Y-%m-%d') }} {% endif %}
    select id, at, PASSED as passed
    from {{ source('raw', 'orders') }}
    """
        .replace("PASSED", passed);
  }
}
