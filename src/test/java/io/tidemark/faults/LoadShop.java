package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.Outcome;
import io.tidemark.cli.ProjectFolder;
import io.tidemark.cli.TidemarkProcess;
import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import java.util.List;

/**
 * A project with a model of each way in which an increment is divided, each of which can be made to
 * stand still in its chunks. A trigger would keep a load to one thread; so rows wait in a generated
 * column, which is computed wherever a row is written.
 */
final class LoadShop {

  /** The gate at which rows wait. */
  static final int ROW = 4801;

  /** The gate at the commit of a chunk, or of a batch. */
  static final int COMMIT = 4802;

  /** The gate in the seal. */
  static final int SEAL = 4803;

  private static final List<String> MODELS =
      List.of("added", "upserted", "merged", "replaced", "batched");

  private static final String[] THESE_DAYS = {
    "run", "--event-time-start", "2024-01-01", "--event-time-end", "2024-01-05"
  };

  private static final String GATES =
      """
      drop schema if exists gates, raw, shop, tidemark cascade;
      create schema gates;
      create schema raw;
      create table gates.held (id int primary key);
      create function gates.pass(gate int) returns boolean language plpgsql as $$
      begin
        perform pg_advisory_lock_shared(gate);
        perform pg_advisory_unlock_shared(gate);
        return true;
      end $$;
      create function gates.held_on(batch timestamptz) returns boolean language plpgsql as $$
      begin
        return exists (select from gates.held join raw.batched using (id)
          where happened at time zone 'UTC' >= batch
            and happened at time zone 'UTC' < batch + interval '1 day');
      end $$;
      create function gates.row(row_id int) returns boolean language plpgsql immutable as $$
      begin
        return not exists (select from gates.held where id = row_id) or gates.pass(%d);
      end $$;
      create function gates.hold() returns trigger language plpgsql as $$
      begin
        perform gates.pass(tg_argv[0]::int);
        return new;
      end $$
      """
          .formatted(ROW);

  private final TestDatabase database;
  private final ProjectFolder folder;
  private List<String> jvm = List.of();
  private List<String> relations = List.of();

  LoadShop(Path root, TestDatabase database) {
    this.database = database;
    this.folder =
        ProjectFolder.in(root, database.settings(), "shop")
            .file(
                "models/sources.yml",
                """
                sources:
                  - name: raw
                    config: {event_time: happened}
                    tables: [{name: batched}]
                """)
            .model("upserted", incremental("upserted", "unique_key='id'", "*", "at"))
            .model(
                "merged",
                incremental("merged", "unique_key='id', incremental_strategy='merge'", "*", "at"))
            .model("replaced", incremental("replaced", "unique_key='day'", "*", "at"))
            .model("added", incremental("added", "incremental_strategy='append'", "id, day", "id"))
            .model(
                "batched",
                """
                {{ config(materialized='incremental', incremental_strategy='microbatch',
                          unique_key='id', event_time='happened', batch_size='day',
                          begin='2024-01-01', concurrent_batches=true) }}
                select * from {{ source('raw', 'batched') }}
                """);
    folder.file("profiles.yml", folder.read("profiles.yml").replace("threads: 2", "threads: 4"));
  }

  private static String incremental(String model, String config, String columns, String watermark) {
    return """
    {{ config(materialized='incremental', chunk_size=100, parallel=2, %1$s) }}
    select %2$s from raw.%4$s
    {%% if is_incremental() %%} where %3$s > (select max(%3$s) from {{ this }}) {%% endif %%}
    order by id desc
    """
        .formatted(config, columns, watermark, model);
  }

  /** The targets from nothing, with something to load. */
  void build() {
    database.execute(GATES);
    for (String model : MODELS) {
      database.execute(
          "create table raw.%s (id int primary key, day int, note text, at int, happened timestamp)"
              .formatted(model));
      grow(model);
    }
    jvm = FastStart.trainedBy(folder.root());
    folder.run(THESE_DAYS).succeeded();
    for (String model : MODELS) {
      database.execute(
          "alter table shop.%s add column held boolean generated always as (gates.row(id)) stored"
              .formatted(model));
    }
    database.execute(
        atCommit("checkpoint_part", "new.chunks_loaded = 2", COMMIT)
            + atCommit(
                "microbatch", "new.state = 'done' and gates.held_on(new.batch_start)", COMMIT)
            + """
            create trigger hold before update on tidemark.load_history for each row
              execute function gates.hold(%d)
            """
                .formatted(SEAL));
    folder.run(THESE_DAYS).succeeded();
    relations = Relations.of(database);
  }

  private static String atCommit(String table, String when, int gate) {
    return """
    create constraint trigger hold after update on tidemark.%s deferrable initially deferred
      for each row when (%s) execute function gates.hold(%d);
    """
        .formatted(table, when, gate);
  }

  /** 800 new rows, and every fifth of the last days has changed whole. */
  void grow(String model) {
    database.execute("delete from gates.held");
    int lastId = lastId(model);
    int clock = lastId / 800 + 1;
    database.execute(
        """
        update raw.%3$s set note = rpad('changed %2$d', 60), at = %2$d * 10000 + id %% 10000
          where day %% 5 = %2$d %% 5 and id > %1$d - 1600;
        insert into raw.%3$s
          select i, (i - 1) / 40, rpad('new', 60), %2$d * 10000 + i - %1$d,
            timestamp '2024-01-01 12:00' + i %% 4 * interval '1 day'
          from generate_series(%1$d + 1, %1$d + 800) i;
        """
            .formatted(lastId, clock, model));
  }

  /** All rows wait; so whoever loads any stands still. */
  void holdAllRows(String model) {
    database.execute("insert into gates.held select id from raw." + model);
  }

  private int lastId(String model) {
    return Integer.parseInt(
        String.valueOf(database.queryText("select coalesce(max(id), 0) from raw." + model)));
  }

  /** All rows wait but those of the first day. */
  void holdRowsAfterTheFirstDay() {
    database.execute("insert into gates.held select id from raw.batched where id % 4 > 0");
  }

  /** One row waits, of those that come last; chunks before it are loaded. */
  void holdOneRow(String model) {
    database.execute("insert into gates.held values (%d)".formatted(lastId(model) - 790));
  }

  /** Starts to load a model, in a process that can be killed. */
  TidemarkProcess start(String model) {
    return TidemarkProcess.in(folder.root()).jvm(jvm).start(arguments(model));
  }

  /** Loads a model. */
  Outcome run(String model) {
    return folder.run(arguments(model));
  }

  private static String[] arguments(String model) {
    return new String[] {
      "run",
      "--select",
      model,
      "--lock-timeout",
      "60",
      "--event-time-start",
      "2024-01-01",
      "--event-time-end",
      "2024-01-05"
    };
  }

  /** The model's target is its source, row for row; nothing is pending or temporary. */
  void assertWhole(String model) {
    String columns = model.equals("added") ? "id, day" : "id, day, note, at, happened";
    assertThat(
            database.query(
                """
                (select %1$s from raw.%2$s except all select %1$s from shop.%2$s)
                union all
                (select %1$s from shop.%2$s except all select %1$s from raw.%2$s) limit 5
                """
                    .formatted(columns, model)))
        .as("rows in one of source and target, not in both")
        .isEmpty();
    assertThat(database.query("select * from tidemark.checkpoint")).isEmpty();
    assertThat(database.query("select * from tidemark.microbatch where state <> 'done'")).isEmpty();
    assertThat(Relations.of(database)).isEqualTo(relations);
  }

  /** Nothing temporary but what a checkpoint names. */
  void assertNothingTemporary() {
    assertThat(Relations.unexplained(database, relations)).isEmpty();
  }

  /** How the unfinished load is done, and its parts: {@code UPSERT 2}. */
  String pending() {
    return String.valueOf(
        database.queryText(
            "select string_agg(method || ' ' || parts, ', ') from (select method, count(*) as parts"
                + " from tidemark.checkpoint join tidemark.checkpoint_part"
                + " using (schema_name, relation_name) group by relation_name, method) p"));
  }
}
