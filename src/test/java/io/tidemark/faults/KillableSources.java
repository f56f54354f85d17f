package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.ProjectFolder;
import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A project whose sources are in another database and are copied in every way there is, in many
 * small chunks. Between two commands their rows change, come and go, some of them late. All copies
 * have what their source has, so the source is the oracle.
 */
final class KillableSources extends KillableProject {

  private static final String SALES =
      """
      drop schema if exists sales cascade;
      create schema sales;
      create table sales.orders (id int primary key, note text, at int not null);
      create table sales.lines (
        order_id int, line int, amount numeric, at timestamp not null, primary key (order_id, line));
      create table sales.events (id int not null, note text);
      create table sales.countries (code int, name text);
      create index on sales.orders (at);
      create index on sales.lines (at);
      create index on sales.events (id)
      """;

  private static final String SOURCES =
      """
      sources:
        - name: raw
          connection: shop
          schema: sales
          load: {chunk_size: 20}
          tables:
            - name: orders
              load: {unique_key: id, watermark: at, lookback: 40, deletes: remove}
            - name: lines
              load: {unique_key: [order_id, line], watermark: at, lookback: 1 minute, parallel: 3}
            - name: events
              load: {watermark: id}
            - name: countries
      """;

  private static final List<String> TABLES = List.of("orders", "lines", "events", "countries");

  private final TestDatabase shop;
  private final TestDatabase target;
  private final Random random;
  private int clock;
  private int lastId;

  KillableSources(Path root, TestDatabase shop, TestDatabase target, Random random) {
    super(project(root, shop, target), target);
    this.shop = shop;
    this.target = target;
    this.random = random;
  }

  private static ProjectFolder project(Path root, TestDatabase shop, TestDatabase target) {
    return ProjectFolder.in(root, target.settings(), "marts")
        .file(
            "profiles.yml",
            ProjectFolder.profiles(
                    ProjectFolder.output("dev", target.settings(), "marts"),
                    ProjectFolder.output("shop", shop.settings(), "public"))
                .replace("threads: 2", "threads: 4"))
        .file("models/sources.yml", SOURCES)
        .model(
            "per_order",
            """
            {{ config(materialized='table') }}
            select order_id, sum(amount) as amount from {{ source('raw', 'lines') }} group by 1
            """)
        .model("newest", "select * from {{ source('raw', 'orders') }} where at > 1000");
  }

  @Override
  void begin() {
    target.execute("drop schema if exists raw, marts, tidemark cascade");
    shop.execute(SALES);
  }

  /** Rows come, change and go; some are older than what was seen last, within the lookback. */
  @Override
  void change() {
    clock++;
    int rows = 100 + random.nextInt(300);
    shop.execute(
        """
        delete from sales.orders where id %% 11 = %3$d %% 11 and id > %1$d - 800;
        update sales.orders set note = rpad('changed %3$d', 200), at = %3$d * 1000 + id %% 500
          where id %% 5 = %3$d %% 5 and id > %1$d - 1000;
        insert into sales.orders
          select i, rpad('new', 200), %3$d * 1000 + 10 * ((i - %1$d) / 10)
          from generate_series(%1$d + 1, %1$d + %2$d) i;
        insert into sales.orders
          select -i, 'late', (select max(at) from sales.orders) - 30
          from generate_series(%1$d + 1, %1$d + 15) i;
        update sales.lines set amount = amount + 1,
            at = timestamp '2024-01-01' + %3$d * interval '1 hour' + order_id * interval '1 ms'
          where order_id %% 7 = %3$d %% 7 and order_id > %1$d - 600;
        insert into sales.lines
          select o, l, o, timestamp '2024-01-01' + %3$d * interval '1 hour' + l * interval '1 s'
          from generate_series(%1$d + 1, %1$d + %2$d) o, generate_series(1, 1 + o %% 3) l;
        insert into sales.events
          select i, rpad('event', 100) from generate_series(%1$d + 1, %1$d + %2$d) i;
        truncate sales.countries;
        insert into sales.countries select i, 'of ' || %3$d from generate_series(1, 90) i
        """
            .formatted(lastId, rows, clock));
    lastId += rows;
  }

  @Override
  void assertRows() {
    for (String table : TABLES) {
      assertThat(rows(target, "raw." + table))
          .as("the copy of %s", table)
          .isEqualTo(rows(shop, "sales." + table));
    }
    assertThat(target.queryText("select sum(amount)::text from marts.per_order"))
        .isEqualTo(shop.queryText("select sum(amount)::text from sales.lines"));
    assertThat(target.query("select relation_name from tidemark.transfer")).isEmpty();
  }

  /** As one text, row by row: the two are on one server, but a statement reaches one only. */
  private static String rows(TestDatabase database, String table) {
    return String.valueOf(
        database.queryText(
            "select count(*) || E'\\n"
                + "' || coalesce(string_agg(t::text, E'\\n"
                + "' order by t::text), '') from "
                + table
                + " t"));
  }

  /** A copy that is being built lies beside the one in use, under a name that the books know. */
  @Override
  void assertNothingTemporary() {
    assertThat(
            unexplainedRelations().stream()
                .filter(name -> !name.contains("__tidemark_new") && !name.contains(" pg_temp")))
        .isEmpty();
  }

  @Override
  Set<Load> loads() {
    if (target.queryText("select to_regclass('tidemark.transfer_part')") == null) {
      return Set.of();
    }
    return target
        .query(
            """
            select relation_name || ' ' || kind,
              string_agg(concat_ws(' ', token, part, rows_loaded), ',' order by part)
            from tidemark.transfer join tidemark.transfer_part using (schema_name, relation_name)
            group by 1 having sum(rows_loaded) > 0 and not bool_and(complete)
            """)
        .stream()
        .map(row -> new Load(String.valueOf(row.get(0)), String.valueOf(row.get(1))))
        .collect(Collectors.toSet());
  }
}
