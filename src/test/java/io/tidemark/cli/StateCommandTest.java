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

/** What is known of every load, and a statement by hand. */
class StateCommandTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final ProjectFolder project;

  StateCommandTest(@TempDir Path folder) {
    project =
        ProjectFolder.in(folder, database.settings(), "shop")
            .model(
                "orders",
                """
                {{ config(materialized='incremental', unique_key='id', chunk_size=100) }}
                select * from public.raw
                {% if is_incremental() %}
                where id > {{ high_water_mark('id') }}
                {% endif %}
                """);
  }

  @BeforeEach
  void nothingIsKnown() {
    database.execute(
        """
        drop schema if exists tidemark cascade;
        drop schema if exists shop cascade;
        drop table if exists public.raw
        """);
  }

  @Test
  void aLoadThatFailedHalfwayIsToldWithHowFarItCame() throws IOException {
    project.run("state").succeeded().says("Nothing has been loaded yet");
    project
        .run("sql", "create table public.raw as select g as id from generate_series(1, 10) g")
        .succeeded();
    project.run("run").succeeded();
    project.run("state").succeeded().says("| shop.orders |", "id 10");

    project
        .run(
            "sql",
            """
            insert into public.raw select g from generate_series(11, 10000) g;
            create or replace function public.few(id int) returns int language plpgsql immutable as $$
            begin
              if id >= 9000 then
                raise 'too many';
              end if;
              return id;
            end $$;
            alter table shop.orders add column few int generated always as (public.few(id)) stored
            """)
        .succeeded();
    project
        .run("run")
        .nodeFailed()
        .says("ERROR at chunk ", " of 9,990 rows are in the table", "tidemark restart goes on");
    assertThat(project.read("target/run_results.json"))
        .contains(" of 9,990 rows are in the table and stay there");
    project
        .model("totals", "select count(*) as n from {{ ref('orders') }}")
        .run("run", "--select", "totals")
        .succeeded()
        .says("[WARNING]: shop.orders is half loaded (", "the next run of orders finishes it");
    project.run("state", "--select", "totals").succeeded().neverSays("shop.orders");
    project
        .run("state")
        .succeeded()
        .says(" of 9,990 rows (", " chunks; frozen ", "process ", "run --select orders")
        .says(", by run " + failedRun() + " (");

    JsonNode state =
        new ObjectMapper().readTree(project.run("state", "--output", "json").succeeded().out());
    JsonNode orders = state.get(0);
    assertThat(orders.get("name").asText()).isEqualTo("orders");
    assertThat(orders.get("in_project").asBoolean()).isTrue();
    assertThat(orders.get("high_water_marks").get("id").asText()).isEqualTo("10");
    JsonNode unfinished = orders.get("unfinished_load");
    assertThat(unfinished.get("rows").asLong()).isEqualTo(9990);
    assertThat(unfinished.get("percent").asLong())
        .isEqualTo(unfinished.get("rows_loaded").asLong() * 100 / 9990);
    assertThat(unfinished.get("chunks_loaded").asLong())
        .isBetween(1L, unfinished.get("chunks").asLong() - 1);
    assertThat(unfinished.get("os_user").asText()).isEqualTo(System.getProperty("user.name"));
    assertThat(unfinished.get("process_id").asLong()).isPositive();
    assertThat(unfinished.get("running").asBoolean()).isFalse();
    assertThat(unfinished.get("run").asText()).isEqualTo(failedRun());
    assertThat(unfinished.get("rows_loaded").asLong())
        .isEqualTo(Long.parseLong(database.queryText("select count(*) - 10 from shop.orders")))
        .isPositive();

    project.run("sql", "alter table shop.orders drop column few").succeeded();
    project
        .run("run")
        .succeeded()
        .says("continues at row ", " of 9,990; this unfinished increment comes first")
        .says("the unfinished increment is complete now, with ", "what is new since then: 0 rows");
    project.run("sql", "select count(*) from {{ ref('orders') }}").succeeded().says("10000");
    project.run("state").succeeded().neverSays(" of 9,990 rows");
  }

  private static String failedRun() {
    return String.valueOf(
        database.queryText(
            "select max(job_execution_id) from tidemark.batch_job_execution"
                + " where status = 'FAILED'"));
  }

  @Test
  void aFilterThatComparesWithNullIsTold() throws IOException {
    project.model(
        "blocked",
        """
        {{ config(materialized='incremental') }}
        select g as id from generate_series(1, {{ var('rows', 0) }}) g
        {% if is_incremental() %} where g > (select max(id) from {{ this }}) {% endif %}
        """);
    project.run("run", "--select", "blocked").succeeded();

    project
        .run("run", "--select", "blocked", "--vars", "{rows: 3}")
        .succeeded()
        .says("shop.blocked: [WARNING]: its filter lets no row pass, now and for ever");

    project
        .run("state", "--select", "blocked")
        .succeeded()
        .says(
            "no row passes its filter: max(id) is NULL, as the table is empty",
            " run --full-refresh --select blocked");
    JsonNode state =
        new ObjectMapper()
            .readTree(
                project.run("state", "--select", "blocked", "--output", "json").succeeded().out());
    assertThat(state.at("/0/blocked_filter/columns/0").asText()).isEqualTo("id");
    assertThat(state.at("/0/blocked_filter/table_empty").asBoolean()).isTrue();
  }

  @Test
  void aStatementThatFailsLeavesNothing() {
    project
        .run("sql", "create table public.half as select 1 as x; select 1/0")
        .refused()
        .says("division by zero");
    project.run("show", "--inline", "create table public.half as select 1 as x").refused();

    assertThat(database.queryText("select to_regclass('public.half') is null")).isEqualTo("true");
  }

  @Test
  void aStatementMayBeginWithAComment() {
    project.run("sql", "-- what is it?\nselect 41 + 1 as answer").succeeded().says("42");
    project.run("show", "--inline", "-- again\nselect 40 + 3 as answer").succeeded().says("43");
    project.run("sql", "--limt", "select 1").refused().says("--limit");
  }

  @Test
  void whoMayNotReadTheBooksIsToldWhatToAskFor() {
    database.execute("create table public.raw (id int)");
    project.run("run").succeeded();
    database.execute(
        "drop role if exists state_reader; create role state_reader login password 'reader'");
    String profiles = project.read("profiles.yml");
    project.file(
        "profiles.yml",
        profiles
            .replaceAll("user: .*", "user: state_reader")
            .replaceAll("password: .*", "password: reader"));

    project
        .run("state")
        .refused()
        .says("state_reader may not read", "permission denied for schema tidemark")
        .says("grant usage on schema tidemark to \"state_reader\"");

    project.file("profiles.yml", profiles);
    database.execute("drop role state_reader");
  }

  @Test
  void onlyAnEmbeddedServerIsKeptRunning() {
    project.run("server", "start").refused().says("not an embedded server");
  }
}
