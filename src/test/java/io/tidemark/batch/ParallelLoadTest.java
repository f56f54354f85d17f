package io.tidemark.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads without a node help with a load, and the result is the one of a single thread. */
class ParallelLoadTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private TestProject project;

  @BeforeEach
  void aTargetAndALargeIncrement(@TempDir Path folder) {
    database.execute("drop schema if exists tidemark cascade");
    database.execute("drop schema public cascade; create schema public");
    database.execute(
        "create table public.raw as select i as id, rpad('old', 80) as note"
            + " from generate_series(1, 1000) i");
    project =
        new TestProject(folder, database.settings())
            .threads(3)
            .model(
                "orders",
                """
                {{ config(materialized='incremental', unique_key='id',
                          incremental_strategy='merge', chunk_size=200) }}
                select * from public.raw
                {% if is_incremental() %} where note like 'new%' {% endif %}
                """);
    assertThat(project.run().successful()).isTrue();
    database.execute(
        "update public.raw set note = rpad('new', 80) where id > 500; insert into public.raw select"
            + " i, rpad('new', 80) from generate_series(1001, 5000) i");
  }

  @Test
  void idleThreadsLoadChunksOfTheSameIncrement() {
    // Each connection waits with its first row until another one has written one too.
    database.execute(
        """
        create function public.together(id int) returns int language plpgsql immutable as $$
        declare
          until_when timestamptz := clock_timestamp() + interval '30 seconds';
        begin
          if id <= 1000 then
            return null;
          end if;
          perform pg_advisory_lock(4712, pg_backend_pid());
          while (select count(distinct pid) from pg_locks
                 where locktype = 'advisory' and classid = 4712) < 2 loop
            if clock_timestamp() > until_when then
              raise 'nobody helps';
            end if;
          end loop;
          return pg_backend_pid();
        end $$;
        alter table public.orders add column written_by int
          generated always as (public.together(id)) stored
        """);

    RunResult result = project.run();

    assertThat(result.results().get(0).failure()).isNull();
    assertWhole();
    assertThat(number("select count(distinct written_by) from public.orders")).isGreaterThan(1);
  }

  @Test
  void aChunkThatFailsOnAnyThreadFailsTheNodeAndTheRestIsLoadedLater() {
    // Nothing that could be looked up beforehand refuses this row.
    database.execute(
        """
        create function public.refuse(id int) returns int language plpgsql immutable as $$
        begin
          if id = 3777 then
            raise 'refused';
          end if;
          return id;
        end $$;
        alter table public.orders
          add column seen int generated always as (public.refuse(id)) stored
        """);

    RunResult failed = project.run();

    assertThat(failed.successful()).isFalse();
    assertThat(failed.results().get(0).message()).contains("refused");
    long committed = number("select count(*) from public.orders where note like 'new%'");
    assertThat(number("select sum(rows_loaded) from tidemark.checkpoint_part"))
        .isEqualTo(committed);
    database.execute("alter table public.orders drop column seen");

    RunResult restarted = project.restart();

    // What was left, and then what the model's query gives now: all of it once more, unchanged.
    assertThat(restarted.results().get(0).rows()).isEqualTo(4500 - committed + 4500);
    assertWhole();
  }

  @Test
  void chunksThatCouldMeetInATriggerAreLoadedByOneThread() {
    database.execute(
        """
        create function public.count_them() returns trigger language plpgsql as $$
        begin
          if (select count(*) from tidemark.checkpoint_part) <> 1 then
            raise 'more than one part';
          end if;
          return null;
        end $$;
        create trigger counted after insert on public.orders
          for each row execute function public.count_them()
        """);

    assertThat(project.run().successful()).isTrue();

    assertWhole();
  }

  /** Only the node's own session has what the hook has set, itself or in a function. */
  @ParameterizedTest
  @ValueSource(strings = {"set application_name to 'hooked'", "select public.hooked()"})
  void whatAHookSetsHoldsForEveryChunk(String hook) {
    database.execute(
        """
        create or replace function public.hooked() returns text language sql as
          $$ select set_config('application_name', 'hooked', false) $$
        """);
    project.model(
        "orders",
        """
        {{ config(materialized='incremental', unique_key='id', incremental_strategy='merge',
                  chunk_size=200, on_schema_change='append_new_columns', pre_hook="%s") }}
        select * from public.raw
        {%% if is_incremental() %%} where note like 'new%%' {%% endif %%}
        """
            .formatted(hook));
    database.execute(
        "alter table public.orders add column written_by text"
            + " default current_setting('application_name')");

    assertThat(project.run().results().get(0).failure()).isNull();

    assertWhole();
    assertThat(number("select count(*) from public.orders where id > 1000")).isEqualTo(4000);
    assertThat(
            number("select count(*) from public.orders where id > 1000 and written_by <> 'hooked'"))
        .isZero();
  }

  private static void assertWhole() {
    assertThat(
            database.query(
                "(select id, note from public.raw except all select id, note from public.orders)"
                    + " union all (select id, note from public.orders except all select id, note"
                    + " from public.raw)"))
        .isEmpty();
    assertThat(number("select count(*) from tidemark.checkpoint")).isZero();
    assertThat(number("select count(*) from tidemark.checkpoint_part")).isZero();
    assertThat(
            database.query(
                "select 1 from pg_class where relname like 'staging%'"
                    + " and relnamespace = 'tidemark'::regnamespace"))
        .isEmpty();
  }

  private static long number(String query) {
    return Long.parseLong(database.queryText(query));
  }
}
