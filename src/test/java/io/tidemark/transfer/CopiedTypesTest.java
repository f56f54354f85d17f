package io.tidemark.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.load.increment.LoadException;
import io.tidemark.postgres.TestDatabase;
import io.tidemark.transfer.plan.ColumnChoice;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each value arrives as it is, in a column that the copy gets from the source's catalog. */
class CopiedTypesTest {

  @RegisterExtension static final TestDatabase SOURCE = TestDatabase.fresh();
  @RegisterExtension static final TestDatabase TARGET = TestDatabase.fresh();

  private TransferFixture shop;

  @BeforeEach
  void shop() {
    shop = new TransferFixture(SOURCE, TARGET);
  }

  private static final String COLUMNS =
      """
      select string_agg(attname || ' ' || format_type(atttypid, atttypmod)
        || case when attnotnull then ' not null' else '' end, ', ' order by attnum)
      from pg_attribute where attrelid = 'raw.orders'::regclass and attnum > 0
      """;

  @Test
  void everyByteOfEveryType() {
    shop.atSource(
        """
        create type sales.mood as enum ('sad', 'so so', 'glücklich');
        create domain sales.positive as numeric(12,3) check (value > 0);
        create domain sales.more as sales.positive not null;
        create table sales.orders (
          id int generated always as identity primary key,
          n numeric, r float4, d float8, s smallint, big bigint, b boolean, m money,
          t text, v varchar(20), c char(5), nm name, q "char",
          bytes bytea, u uuid, j json, jb jsonb, x xml, i inet, k cidr, mac macaddr, bits bit(5), vb varbit,
          day date, ts timestamp(3), updated_at timestamptz not null, tm time, tz timetz, iv interval,
          p point, poly polygon, rng int4range, nr numrange, tr tstzrange,
          mood sales.mood, moods sales.mood[], pos sales.positive, must sales.more, poss sales.positive[],
          ints int[], texts text[], stamps timestamptz[], jbs jsonb[], cls regclass, tv tsvector,
          twice numeric generated always as (n * 2) stored, oids oidvector);
        insert into sales.orders (n, r, d, s, big, b, m, t, v, c, nm, q, bytes, u, j, jb, x, i, k, mac, bits, vb,
          day, ts, updated_at, tm, tz, iv, p, poly, rng, nr, tr, mood, moods, pos, must, poss, ints, texts, stamps,
          jbs, cls, tv, oids)
        select i * 1.1 / 7, i / 3.0, sqrt(i), i, i::bigint << 40, i % 2 = 0, i * 1.5,
          (select string_agg(chr(k), '') from generate_series(1, 1200) as k where k not between 55296 and 57343),
          'ab' || i, 'x', 'name', 'q', decode(repeat('00ff5c0a09', i), 'hex'), gen_random_uuid(), '{"a": [1,  2]}',
          '{"a": {"b": null}}', '<a>ü</a>', '10.1.2.3/24', '10.0.0.0/8', '08:00:2b:01:02:03', '10101', '1',
          date '2024-01-01' + i, timestamp '2024-01-01 10:11:12.345', timestamptz '2024-01-01' + i * interval '1 h',
          '10:11:12.5', '10:11:12+02', interval '1 mon 3 days -4.5 s' * i, point(i, 2), '((0,0),(1,1),(2,0))',
          int4range(i, i + 5), '(1.5,]', tstzrange(now(), null),
          'glücklich', array['sad', null, 'so so']::sales.mood[], i + 0.125, i + 0.5, array[1.5, 2]::sales.positive[],
          array[[1, 2], [3, null]], array['a,b', 'c"d', null, E'tab\\tnl\\nback\\\\'], array[now()], array['{}'::jsonb],
          'pg_class', 'a b:1A', '1 2 3'
        from generate_series(1, 250) as i;
        insert into sales.orders (updated_at, must) values ('2024-05-01', 1);
        insert into sales.orders (updated_at, must, n, r, d, day, ts, bytes, t, ints)
        values ('2024-05-01', 1, 'NaN', 'Infinity', '-0', 'infinity', '-infinity', '', '', '{}');
        comment on table sales.orders is 'what''s sold';
        comment on column sales.orders.n is 'a number';
        """);

    shop.run();

    assertThat(shop.copied()).isEqualTo(shop.expected());
    assertThat(TARGET.queryText(COLUMNS))
        .contains(
            "id integer not null",
            "mood text, moods text[], pos numeric(12,3), must numeric(12,3) not null, poss"
                + " numeric[]",
            "cls text",
            "twice numeric",
            "ts timestamp(3) without time zone");
    assertThat(TARGET.queryText("select obj_description('raw.orders'::regclass)"))
        .isEqualTo("what's sold");
    assertThat(TARGET.queryText("select col_description('raw.orders'::regclass, 2)"))
        .isEqualTo("a number");

    shop.atSource(
        "update sales.orders set t = t || '!', updated_at = '2025-01-01' where id % 5 = 0");
    TransferResult result = shop.run();

    assertThat(shop.copied()).isEqualTo(shop.expected());
    assertThat(result.rowsWritten()).isEqualTo(50);
  }

  @Test
  void anEnumerationThatTheTargetHasStaysOne() {
    shop.atSource(
        """
        create type sales.mood as enum ('sad', 'glad');
        create table sales.orders (id sales.mood primary key, many sales.mood[], updated_at date);
        insert into sales.orders values ('glad', '{sad,glad}', '2024-01-01'), ('sad', '{}', '2024-01-02')
        """);
    shop.atTarget(
        "create schema if not exists sales; create type sales.mood as enum ('glad', 'sad')");
    try {
      shop.run();
      shop.atSource(
          "update sales.orders set many = '{sad}', updated_at = '2024-01-03' where id = 'glad'");
      shop.run();

      assertThat(shop.copied()).isEqualTo(shop.expected());
      assertThat(TARGET.queryText(COLUMNS))
          .isEqualTo("id sales.mood not null, many sales.mood[], updated_at date");
    } finally {
      shop.atTarget("drop schema sales cascade");
    }
  }

  @Test
  void aTypeThatTheTargetLacksIsToldBeforeARowIsRead() {
    shop.atSource(
        """
        create type sales.pair as (a int, b text);
        create table sales.orders (id int primary key, both_ sales.pair, updated_at date);
        insert into sales.orders values (1, (1, 'x'), '2024-01-01')
        """);

    assertThatThrownBy(() -> shop.run())
        .isInstanceOfSatisfying(
            LoadException.class,
            wrong -> {
              assertThat(wrong)
                  .hasMessage(
                      "column \"both_\" is of type sales.pair (a type of its own), which the target"
                          + " does not know");
              assertThat(wrong.next()).contains("columns: {exclude: [both_]}");
              assertThat(wrong.column()).isEqualTo("both_");
            });
    assertThat(shop.planned()).isEmpty();

    shop.run(request -> request.columns(ColumnChoice.exclude(List.of("both_"))));
    assertThat(shop.copied()).isEqualTo(shop.expected("select id, updated_at from sales.orders"));
  }

  @Test
  void aTypeThatBothHavePassesAsText() {
    String type = "create schema if not exists sales; create type sales.pair as (a int, b text)";
    shop.atSource(
        type
            + """
            ;
            create table sales.orders (id text primary key, pair sales.pair, pairs sales.pair[], updated_at date);
            insert into sales.orders
            select i || E'\\t\\n\\\\', row(i, E'a\\tb'::text)::sales.pair, array[row(1, null::text)::sales.pair, null], '2024-01-01'
            from generate_series(1, 250) as i
            """);
    shop.atTarget(type);
    try {
      shop.crashAfter(1);
      assertThatThrownBy(() -> shop.run()).isInstanceOf(UnfinishedTransferException.class);
      shop.run();

      assertThat(shop.copied()).isEqualTo(shop.expected());
    } finally {
      shop.atTarget("drop schema sales cascade");
    }
  }

  @Test
  void namesNeedNoQuotesToBeStrange() {
    shop.atSource(
        """
        create table sales.orders ("Key?" text primary key, "a ""b"" {{x}}" int, "select" date, "Ünï" text);
        insert into sales.orders select 'k' || i, i, '2024-01-01', '?' from generate_series(1, 150) as i
        """);
    shop.run(request -> request.uniqueKey(List.of("Key?")).watermark("select"));
    shop.atSource("update sales.orders set \"select\" = '2024-02-01', \"Ünï\" = 'ü'");

    shop.run(request -> request.uniqueKey(List.of("Key?")).watermark("select").parallel(2));

    assertThat(shop.copied()).isEqualTo(shop.expected());
  }

  @Test
  void viewsAndPartitionedTablesAreTablesToo() {
    shop.atSource(
        """
        create table sales.base (id int, updated_at int) partition by range (id);
        create table sales.low partition of sales.base for values from (0) to (100);
        create table sales.high partition of sales.base for values from (100) to (1000);
        insert into sales.base select i, i / 10 from generate_series(1, 300) as i;
        create view sales.orders as select id, updated_at, id % 3 as three from sales.base
        """);
    shop.run();
    shop.atSource("update sales.base set updated_at = 100 + id where id > 250");
    shop.run();

    assertThat(shop.copied()).isEqualTo(shop.expected());
  }
}
