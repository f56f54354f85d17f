package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.ProjectFolder;
import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A project with a model of every way in which an increment is applied, and sources that change.
 * All models keep what their source has, so the source is the oracle.
 *
 * <p>Each filters by its own greatest value, with the newest rows first in an increment, and its
 * rows are so wide that an increment is many chunks.
 */
final class KillableShop extends KillableProject {

  private static final String SOURCES =
      """
      drop schema if exists raw, shop, tidemark cascade;
      create schema raw;
      create table raw.events (id int, note text, at int);
      create table raw.orders (id int primary key, note text, at int);
      create table raw.lines (order_id int, line int, note text, at int);
      create table raw.days (day int, no int, note text, at int);
      create table raw.growing (id int primary key, note text, at int);
      create table raw.clicks (id int primary key, note text, at timestamp);
      create index on raw.lines (order_id);
      create index on raw.days (day)
      """;

  /** Each model with its source. */
  private static final Map<String, String> ORACLES =
      new TreeMap<>(
          Map.of(
              "events", "events",
              "orders", "orders",
              "orders_merged", "orders",
              "orders_merged_whole", "orders",
              "lines", "lines",
              "days", "days",
              "growing", "growing",
              "clicks", "clicks"));

  private static final String CLICKS =
      """
      {{ config(materialized='incremental', incremental_strategy='microbatch', unique_key='id',
                event_time='at', batch_size='day', begin='%s', lookback=30,
                concurrent_batches=true) }}
      select * from {{ source('raw', 'clicks') }}
      """;

  private final TestDatabase database;
  private final Random random;
  private final LocalDate firstDay;
  private int clock;
  private int lastId;
  private int columns;

  KillableShop(Path root, TestDatabase database, Random random) {
    this(root, database, random, LocalDate.now(ZoneOffset.UTC).minusDays(4));
  }

  private KillableShop(Path root, TestDatabase database, Random random, LocalDate firstDay) {
    super(project(root, database, firstDay), database);
    this.database = database;
    this.random = random;
    this.firstDay = firstDay;
  }

  private static ProjectFolder project(Path root, TestDatabase database, LocalDate firstDay) {
    ProjectFolder folder =
        ProjectFolder.in(root, database.settings(), "shop")
            .file(
                "models/sources.yml",
                """
                sources:
                  - name: raw
                    config: {event_time: at}
                    tables: [{name: clicks}]
                """)
            .model("events", incremental("parallel=4, incremental_strategy='append'", "events"))
            .model("orders", incremental("parallel=2, unique_key='id'", "orders"))
            .model(
                "orders_merged",
                incremental(
                    "parallel=4, unique_key=['id'], incremental_strategy='merge'", "orders"))
            .model(
                "orders_merged_whole",
                incremental(
                    "unique_key='id', incremental_strategy='merge',"
                        + " incremental_predicates=['DBT_INTERNAL_DEST.id > 0']",
                    "orders"))
            .model("lines", incremental("unique_key='order_id'", "lines"))
            .model("days", incremental("parallel=2, unique_key='day'", "days"))
            .model(
                "growing",
                incremental("unique_key='id', on_schema_change='append_new_columns'", "growing"))
            .model("clicks", CLICKS.formatted(firstDay))
            .model(
                "per_day",
                """
                {{ config(materialized='table') }}
                select at / 1000 as day, count(*) as n from {{ ref('events') }} group by 1
                """)
            .model("newest", "select * from {{ ref('orders') }} where at > 1000");
    folder.file("profiles.yml", folder.read("profiles.yml").replace("threads: 2", "threads: 4"));
    return folder;
  }

  private static String incremental(String config, String source) {
    return """
    {{ config(materialized='incremental', chunk_size=10, %s) }}
    select * from raw.%s
    {%% if is_incremental() %%} where at > (select max(at) from {{ this }}) {%% endif %%}
    order by at desc
    """
        .formatted(config, source);
  }

  @Override
  void begin() {
    database.execute(SOURCES);
  }

  /** New rows everywhere, changed ones where there are keys, and now and then a new column. */
  @Override
  void change() {
    clock++;
    int rows = 100 + random.nextInt(300);
    if (columns < 5 && random.nextInt(6) == 0) {
      columns++;
      database.execute("alter table raw.growing add column extra_" + columns + " int");
    }
    database.execute(
        """
        insert into raw.events
          select i, rpad('event ', 600), %3$d * 1000 + i - %1$d
          from generate_series(%1$d + 1, %1$d + %2$d) i;
        update raw.orders set note = rpad('changed %3$d', 600), at = %3$d * 1000 + id %% 1000
          where id %% 9 = %3$d %% 9 and id > %1$d - 1000;
        insert into raw.orders
          select i, rpad('new', 600), %3$d * 1000 + i - %1$d
          from generate_series(%1$d + 1, %1$d + %2$d) i;
        delete from raw.lines where order_id %% 7 = %3$d %% 7 and order_id > %1$d - 300;
        insert into raw.lines
          select o, l, rpad('line', 100), %3$d * 1000 + l
          from generate_series(%1$d - 299, %1$d + %2$d) o, generate_series(1, 1 + o %% 3) l
          where o > %1$d or (o > 0 and o %% 7 = %3$d %% 7);
        delete from raw.days where day %% 5 = %3$d %% 5 and day > %1$d - 1000 and no > 18;
        update raw.days set note = rpad('changed %3$d', 400), at = %3$d * 1000 + no
          where day %% 5 = %3$d %% 5 and day > %1$d - 1000;
        insert into raw.days
          select i, no, rpad('new', 400), %3$d * 1000 + no
          from generate_series(%1$d + 1, %1$d + %2$d, 20) i, generate_series(1, 20) no;
        update raw.clicks set note = rpad('changed %3$d', 100)
          where id %% 9 = %3$d %% 9 and id > %1$d - 1000;
        insert into raw.clicks
          select i, rpad('new', 100), date '%6$s' + i %% 5 + time '12:00'
          from generate_series(%1$d + 1, %1$d + %2$d, 8) i;
        insert into raw.growing (id, note, at %4$s)
          select i, rpad('new', 600), %3$d * 1000 + i - %1$d %5$s
          from generate_series(%1$d + 1, %1$d + %2$d) i
        """
            .formatted(
                lastId,
                rows,
                clock,
                columns == 0 ? "" : ", extra_" + columns,
                columns == 0 ? "" : ", i",
                firstDay));
    lastId += rows;
  }

  @Override
  void assertRows() {
    ORACLES.forEach(
        (model, source) ->
            assertThat(
                    database.query(
                        """
                        select * from (
                          (select 'lost', left(s::text, 60) from raw.%2$s s
                            except all select 'lost', left(t::text, 60) from shop.%1$s t)
                          union all
                          (select 'too many', left(t::text, 60) from shop.%1$s t
                            except all select 'too many', left(s::text, 60) from raw.%2$s s)
                        ) different limit 5
                        """
                            .formatted(model, source)))
                .as("rows of %s that are not its source's", model)
                .isEmpty());
    assertThat(database.queryText("select sum(n) from shop.per_day"))
        .isEqualTo(database.queryText("select count(*) from raw.events"));
    assertThat(database.query("select node from tidemark.checkpoint")).isEmpty();
  }

  /** Nothing temporary is there but the staging tables that a checkpoint names, and those are. */
  @Override
  void assertNothingTemporary() {
    assertThat(unexplainedRelations()).isEmpty();
  }

  /**
   * How far every unfinished load is, one a part, and every microbatch model of which batches are
   * left.
   */
  @Override
  Set<Load> loads() {
    if (database.queryText("select to_regclass('tidemark.microbatch')") == null) {
      return Set.of();
    }
    return database
        .query(
            """
            select relation_name, method, concat_ws(' ', staging_name, part, next_page)
            from tidemark.checkpoint join tidemark.checkpoint_part using (schema_name, relation_name)
            where next_page < end_page
            union all
            select relation_name, 'MICROBATCH',
              concat_ws(' ', max(planned_at), count(*) filter (where state = 'done'))
            from tidemark.microbatch group by 1 having bool_or(state <> 'done')
            """)
        .stream()
        .map(row -> new Load(row.get(0) + " by " + row.get(1), String.valueOf(row.get(2))))
        .collect(Collectors.toSet());
  }
}
