package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.Outcome;
import io.tidemark.cli.ProjectFolder;
import io.tidemark.cli.TidemarkProcess;
import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A project whose run can be made to stand still at every {@link Point}: an incremental model with
 * a filter on its own greatest value, and a table after it.
 *
 * <p>The newest rows come first in an increment. So who asks {@code max(updated_at)} of a
 * half-loaded target misses all the others.
 */
final class FaultShop {

  private static final String PROJECT =
      """
      name: shop
      version: "1.0"
      config-version: 2
      profile: shop
      on-run-start: "select gates.pass(%d)"
      on-run-end: "select gates.pass(%d)"
      """;

  private static final String ORDERS =
      """
      {{ config(
          materialized='incremental', unique_key='id', chunk_size=100,
          pre_hook=[{'sql': 'select gates.pass(%d)', 'transaction': false},
                    'select gates.pass(%d)'],
          post_hook=['select gates.pass(%d)',
                     {'sql': 'select gates.pass(%d)', 'transaction': false}]) }}
      select id, note, updated_at from raw.orders
      {%% if is_incremental() %%}
      where gates.pass(%d) and updated_at > (select max(updated_at) from {{ this }})
      {%% else %%}
      where (select gates.pass(%d))
      {%% endif %%}
      order by updated_at desc
      """;

  private static final String GATES =
      """
      drop schema if exists gates, raw, shop, tidemark cascade;
      create schema gates;
      create schema raw;
      create table raw.orders (id int primary key, note text, updated_at int not null);
      create function gates.pass(gate int) returns boolean language plpgsql stable as $$
      begin
        perform pg_advisory_lock_shared(gate);
        perform pg_advisory_unlock_shared(gate);
        return true;
      end $$;
      create function gates.hold() returns trigger language plpgsql as $$
      begin
        perform gates.pass(tg_argv[0]::int);
        return new;
      end $$;
      create function gates.ddl() returns event_trigger language plpgsql as $$
      begin
        perform gates.pass(case tg_event || ' ' || tg_tag
          when 'ddl_command_start CREATE INDEX' then %d
          when 'ddl_command_end ALTER TABLE' then %d
          else 0 end);
      end $$;
      create function gates.dropped() returns event_trigger language plpgsql as $$
      begin
        if exists (select from pg_event_trigger_dropped_objects()
            where original and object_name like 'staging%%') then
          perform gates.pass(%d);
        elsif exists (select from pg_event_trigger_dropped_objects()
            where original and object_name like '%%backup') then
          perform gates.pass(%d);
        end if;
      end $$;
      create event trigger gates_start on ddl_command_start
        when tag in ('CREATE INDEX') execute function gates.ddl();
      create event trigger gates_end on ddl_command_end
        when tag in ('ALTER TABLE') execute function gates.ddl();
      create event trigger gates_drop on sql_drop execute function gates.dropped()
      """;

  private final TestDatabase database;
  private final ProjectFolder folder;
  private final List<String> jvm = new ArrayList<>();
  private int lastId;
  private int clock;

  /** A shop on a database of the tests' server. */
  FaultShop(Path root, TestDatabase database) {
    this.database = database;
    this.folder =
        ProjectFolder.in(root, database.settings(), "shop")
            .file("dbt_project.yml", PROJECT.formatted(keys(Point.ON_RUN_START, Point.ON_RUN_END)))
            .model(
                "orders",
                ORDERS.formatted(
                    keys(
                        Point.PRE_HOOK_OUTSIDE,
                        Point.PRE_HOOK_INSIDE,
                        Point.POST_HOOK_INSIDE,
                        Point.POST_HOOK_OUTSIDE,
                        Point.FREEZE,
                        Point.FIRST_LOAD)))
            .model(
                "per_note",
                """
                {{ config(materialized='table') }}
                select note, count(*) as n from {{ ref('orders') }} group by note
                """);
  }

  /** The folder of the project. */
  ProjectFolder folder() {
    return folder;
  }

  /** Everything from nothing: the gates, the source's rows, a run that made the tables. */
  void build() {
    database.execute(
        GATES.formatted(
            keys(Point.FIRST_INDEX, Point.SWAP, Point.STAGING_DROPPED, Point.OLD_DROPPED)));
    lastId = 0;
    grow(500);
    jvm.clear();
    jvm.addAll(FastStart.trainedBy(folder.root()));
    folder.run("run").succeeded();
    database.execute(
        trigger("checkpoint", "before insert", "true", Point.CHECKPOINT_OPENED)
            + atCommit("checkpoint", "after insert", "true", Point.FREEZE_COMMIT)
            + trigger(
                "checkpoint_part", "before update", "new.chunks_loaded = 2", Point.CHECKPOINT_MOVED)
            + atCommit(
                "checkpoint_part", "after update", "new.chunks_loaded = 2", Point.CHUNK_COMMIT)
            + trigger("load_history", "before update", "new.relation_name = 'orders'", Point.SEAL)
            + atCommit(
                "load_history", "after update", "new.relation_name = 'orders'", Point.SEAL_COMMIT)
            + trigger(
                "batch_step_execution",
                "before update",
                "new.commit_count >= 3 and new.status = 'STARTED'",
                Point.AFTER_CHUNK));
  }

  /** Whether all is as a run that never failed leaves it. */
  boolean isWhole() {
    return "true"
            .equals(
                database.queryText(
                    "select to_regclass('shop.per_note') is not null"
                        + " and to_regclass('tidemark.checkpoint') is not null"))
        && database.query("select from tidemark.checkpoint").isEmpty()
        && missing().isEmpty();
  }

  /** Whether a load is unfinished. */
  boolean pending() {
    return !database.query("select from tidemark.checkpoint").isEmpty();
  }

  /** The target waits at no row any more. */
  void unguardTarget() {
    database.execute("drop trigger if exists hold on shop.orders");
  }

  /** A source that has grown by so many rows, and of which some old ones have changed. */
  void grow(int rows) {
    grow(rows, 60);
  }

  /** The same, with notes of so many characters. */
  void grow(int rows, int width) {
    clock++;
    database.execute(
        """
        update raw.orders set note = 'changed %2$d', updated_at = %2$d * 100000 + id
          where id %% 10 = %2$d %% 10;
        insert into raw.orders
          select i, rpad('new %2$d', %4$d), %2$d * 100000 + i
          from generate_series(%1$d + 1, %1$d + %3$d) i
        """
            .formatted(lastId, clock, rows, width));
    lastId += rows;
  }

  /** In the middle of the next increment there is a row at which the target waits. */
  void guardTarget() {
    guardTarget(lastId - 250);
  }

  /** At this row of the next increment the target waits. */
  void guardTarget(int id) {
    database.execute(
        "create or replace trigger hold before insert or update on shop.orders for each row"
            + " when (new.id = %d) execute function gates.hold(%d)"
                .formatted(id, Point.CHUNK.key()));
  }

  /** A row that is in the target and that the next increment changes, and ten below it another. */
  int changedRow() {
    return Integer.parseInt(
        String.valueOf(
            database.queryText(
                "select max(id) from shop.orders where id in"
                    + " (select id from raw.orders where updated_at / 100000 = %d)"
                        .formatted(clock))));
  }

  /** Starts a command, in a process that can be killed. */
  TidemarkProcess start(String... arguments) {
    return TidemarkProcess.in(folder.root()).jvm(jvm).start(arguments);
  }

  /** Starts a command in this JVM, beside the test. */
  CompletableFuture<Outcome> begin(String... arguments) {
    return CompletableFuture.supplyAsync(() -> run(arguments));
  }

  /** Runs a command to its end. */
  Outcome run(String... arguments) {
    return folder.run(arguments);
  }

  /** Target and oracle are one, row for row; nothing is pending, nothing temporary is there. */
  void assertWhole(List<String> relations) {
    assertThat(missing()).as("rows in one of source and target, not in both").isEmpty();
    assertThat(database.queryText("select sum(n) from shop.per_note"))
        .isEqualTo(database.queryText("select count(*) from raw.orders"));
    assertThat(database.query("select * from tidemark.checkpoint")).isEmpty();
    assertThat(Relations.of(database)).isEqualTo(relations);
  }

  /** Nothing temporary but the staging tables that a checkpoint names. */
  void assertNothingTemporary(List<String> relations) {
    assertThat(Relations.unexplained(database, relations)).isEmpty();
  }

  private List<List<@Nullable Object>> missing() {
    return database.query(
        """
        (select * from raw.orders except all select * from shop.orders)
        union all (select * from shop.orders except all select * from raw.orders) limit 5
        """);
  }

  private static String trigger(String table, String event, String when, Point point) {
    return """
    create trigger hold_%1$s %2$s on tidemark.%3$s for each row when (%4$s)
      execute function gates.hold(%5$d);
    """
        .formatted(point.name(), event, table, when, point.key());
  }

  private static String atCommit(String table, String event, String when, Point point) {
    return """
    create constraint trigger hold_%1$s %2$s on tidemark.%3$s deferrable initially deferred
      for each row when (%4$s) execute function gates.hold(%5$d);
    """
        .formatted(point.name(), event, table, when, point.key());
  }

  private static Object[] keys(Point... points) {
    return Arrays.stream(points).map(Point::key).toArray();
  }
}
