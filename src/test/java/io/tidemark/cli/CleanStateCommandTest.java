package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An unfinished load goes only when it is asked to go. */
class CleanStateCommandTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final String ORDERS =
      """
      {{ config(materialized='incremental', unique_key='id', chunk_size=100, watermark='id') }}
      select * from public.raw
      {% if is_incremental() %} where id > (select max(id) from {{ this }}) {% endif %}
      """;

  private ProjectFolder project;

  @BeforeEach
  void aHalfLoadedTable(@TempDir Path folder) {
    database.execute(
        """
        drop schema if exists tidemark cascade;
        drop schema if exists shop cascade;
        drop table if exists public.raw;
        create table public.raw as select g as id from generate_series(1, 10) g
        """);
    project = ProjectFolder.in(folder, database.settings(), "shop").model("orders", ORDERS);
    project.run("run").succeeded();
    database.execute(
        """
        insert into public.raw select g from generate_series(11, 2000) g;
        create or replace function public.few(id int) returns int language plpgsql immutable as $$
        begin
          if id >= 1900 then
            raise 'too many';
          end if;
          return id;
        end $$;
        alter table shop.orders add column few int generated always as (public.few(id)) stored
        """);
    project.run("run").nodeFailed();
  }

  @Test
  void aModelsOwnLoadGoesOnlyWhereItIsNamed() {
    project.run("clean-state", "--yes").succeeded().says("There is nothing to clear");
    project
        .run("clean-state", "--select", "orders")
        .refused()
        .says(
            "shop.orders: the unfinished load is thrown away (", " of 1,990 rows of it are loaded")
        .says("may never come", "run --full-refresh --select orders", "--yes");
    project.run("clean-state", "shop.ordes").refused().says("Did you mean \"shop.orders\"?");
    assertThat(checkpoints()).isEqualTo("1");

    project.run("clean-state", "--select", "orders", "--yes").succeeded();

    assertThat(checkpoints()).isEqualTo("0");
    assertThat(stagingTables()).isEqualTo("0");
    assertThat(database.queryText("select mark from tidemark.high_water_mark")).isEqualTo("10");
    assertThat(database.queryText("select count(*) between 11 and 1899 from shop.orders"))
        .isEqualTo("true");
  }

  @Test
  void whatADeletedModelLeftIsToldAndGoesAltogether() {
    project.without("models/orders.sql").model("sales", ORDERS);
    database.execute(
        """
        insert into tidemark.load_history values ('theirs', 'x', 'model.other.x', 1, '', now());
        insert into tidemark.load_history values ('dev_bob', 'orders', 'model.shop.orders', 1, '')
        """);
    project
        .run("state")
        .succeeded()
        .says("Its model is gone: model.shop.orders", "clean-state shop.orders")
        .says("theirs.x: it is another project's");
    project
        .run("clean-state", "--yes")
        .succeeded()
        .says("its history and marks are forgotten", "Cleared: shop.orders")
        .says("Not touched", "dev_bob.orders, theirs.x");

    assertThat(checkpoints()).isEqualTo("0");
    assertThat(stagingTables()).isEqualTo("0");
    assertThat(database.queryText("select count(*) from tidemark.high_water_mark")).isEqualTo("0");
    assertThat(
            database.queryText(
                "select string_agg(schema_name, ',' order by schema_name) from"
                    + " tidemark.load_history"))
        .isEqualTo("dev_bob,theirs");
    assertThat(database.queryText("select count(*) > 10 from shop.orders")).isEqualTo("true");
  }

  @Test
  void aRunThatIsAtWorkIsNotDisturbed() throws SQLException {
    database.execute("create table if not exists public.gate as select 1 as id");
    project.model("slow", "{{ config(materialized='table') }} select id from public.gate");
    try (Connection gatekeeper = database.connect();
        Statement gate = gatekeeper.createStatement()) {
      gatekeeper.setAutoCommit(false);
      gate.execute("lock table public.gate in access exclusive mode");
      try (TidemarkProcess run = project.start("run", "--select", "slow")) {
        while ("0"
            .equals(
                database.queryText(
                    "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                        + " and wait_event = 'relation' and datname = current_database()"))) {
          assertThat(run.isAlive()).isTrue();
        }

        project
            .run("clean-state", "--select", "orders", "--yes")
            .refused()
            .says("Another run works on this project and target");

        assertThat(checkpoints()).isEqualTo("1");
        gatekeeper.rollback();
        run.outcome().succeeded();
      }
    }
  }

  @Test
  void aRunWhoseModelsAreAllGoneIsNotContinued() {
    project.model("sales", "{{ config(materialized='table') }} select 1 / 0 as id");
    project.run("run", "--select", "sales").nodeFailed();
    project.without("models/sales.sql").model("others", "select 1 as id");

    project.run("restart").refused().says("is left to be continued", "Start a new one: ");
  }

  private static String checkpoints() {
    return String.valueOf(database.queryText("select count(*) from tidemark.checkpoint"));
  }

  private static String stagingTables() {
    return String.valueOf(
        database.queryText(
            "select count(*) from pg_tables where schemaname = 'tidemark'"
                + " and tablename like 'staging%'"));
  }
}
