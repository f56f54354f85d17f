package io.tidemark.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.load.increment.Strategy;
import io.tidemark.postgres.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rows that the target holds already are not even kept, where the query surely gives no key twice;
 * and only there.
 */
class DifferingRowsTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final List<String> COLUMNS = List.of("id", "shop", "note");

  private LoadFixture fixture;

  @BeforeEach
  void aTargetOfAHundredRows() {
    fixture = new LoadFixture(database);
    fixture.execute(
        """
        drop table if exists public.incoming;
        create table public.incoming as
          select i as id, i % 7 as shop, 'note ' || i as note from generate_series(1, 100) i
        """);
    fixture.build("id");
    fixture.execute("create table public.oracle as select * from public.orders");
  }

  /** What the planner knows to be unique. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          alter table public.incoming add primary key (id) | select * from public.incoming
          alter table public.incoming add primary key (id) | select id, shop, note from (select * from public.incoming) a where id > 0
          alter table public.incoming add primary key (id) | select * from public.incoming where id > (select max(id) from public.orders) - 50
          create unique index on public.incoming (id)      | select i.* from public.incoming i left join (select distinct shop from public.incoming) s using (shop)
          select 1                                         | select id, max(shop) as shop, max(note) as note from public.incoming group by id
          select 1                                         | select distinct on (id) * from public.incoming order by id, note
          alter table public.incoming add primary key (id) | with source as (select * from public.incoming), renamed as (select id, shop, note from source) select * from renamed where id > 0
          alter table public.incoming add primary key (id) | /* the rows (all) */ WITH "Select" (id, shop, note) as not materialized (select * from public.incoming) select * from "Select" -- done
          alter table public.incoming add primary key (id) | with s as (select distinct shop from public.incoming), i as (select * from public.incoming) select i.* from i left join s using (shop)
          select 1                                         | with i as (select * from public.incoming) select id, max(shop) as shop, max(note) as note from i group by id
          """)
  void anIncrementThatBringsNothingIsEmpty(String unique, String query) {
    fixture.execute(unique);

    LoadResult result = fixture.load(fixture.request(Strategy.DELETE_INSERT, "id").reading(query));

    assertThat(result.rows()).isZero();
  }

  @Test
  void changedAndNewRowsAreKeptAndTheResultIsDbts() {
    fixture.execute(
        """
        alter table public.incoming add primary key (id);
        update public.incoming set note = null where id between 10 and 19;
        insert into public.incoming select i, 1, 'new' from generate_series(101, 105) i
        """);
    fixture.execute(DbtOracle.deleteInsert(List.of("id"), COLUMNS, List.of()));

    LoadResult result = fixture.load(fixture.request(Strategy.DELETE_INSERT, "id"));

    assertThat(result.rows()).isEqualTo(15);
    assertEqual();
  }

  /** Two rows of one key, of which one is there already: dbt keeps both. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from public.incoming",
        "select * from public.unique_incoming union all select id, shop, 'twin' from"
            + " public.incoming where id = 5",
        "select u.id, u.shop, t.note from public.unique_incoming u"
            + " join (select id, note from public.incoming) t on t.id = u.id",
        "select id, shop, unnest(case when id = 5 then array[note, 'twin'] else array[note] end) as"
            + " note from public.unique_incoming",
        "with i as (select * from public.incoming) select * from i",
        "with i as materialized (select * from public.unique_incoming) select * from i union all"
            + " select id, shop, 'twin' from public.unique_incoming where id = 5",
        "with recursive i as (select * from public.unique_incoming union all"
            + " select id, shop, 'twin' from i where id = 5 and note <> 'twin') select * from i",
      })
  void aQueryThatMayGiveAKeyTwiceIsKeptWhole(String query) {
    fixture.execute(
        """
        drop table if exists public.unique_incoming;
        create table public.unique_incoming as select * from public.incoming;
        alter table public.unique_incoming add primary key (id);
        insert into public.incoming values (5, 5, 'twin')
        """);
    fixture.execute(
        DbtOracle.deleteInsert(List.of("id"), COLUMNS, List.of())
            .replace("public.incoming", "(" + query + ")"));

    fixture.load(fixture.request(Strategy.DELETE_INSERT, "id").reading(query));

    assertEqual();
  }

  /** Where a filter only seems to bring what is new, the rest is found when it is loaded. */
  @Test
  void aFilterThatBeginsWhereTheTableEndsIsNotJoined() {
    fixture.execute(
        """
        alter table public.incoming add primary key (id);
        alter table public.incoming add column stamp int not null default 1000;
        update public.incoming set note = 'changed' where id between 10 and 19
        """);
    String query =
        "select id, shop, note from public.incoming where stamp > (select max(id) from"
            + " public.orders)";
    fixture.execute(
        DbtOracle.deleteInsert(List.of("id"), COLUMNS, List.of())
            .replace("public.incoming", "(" + query + ")"));

    LoadResult result = fixture.load(fixture.request(Strategy.DELETE_INSERT, "id").reading(query));

    assertThat(result.rows()).isEqualTo(100);
    assertThat(database.queryText("select count(distinct xmin::text) from public.orders"))
        .as("transactions that wrote rows: the first load, and the one chunk of what has changed")
        .isEqualTo("2");
    assertThat(
            database.queryText(
                "select count(*) from public.orders where note = 'changed' and id between 10 and"
                    + " 19"))
        .isEqualTo("10");
    assertEqual();
  }

  /** PostgreSQL takes it, and so does dbt. */
  @Test
  void aQueryThatWritesIsKeptAsItIs() {
    fixture.execute("create table public.seen (id int)");

    fixture.load(
        fixture
            .request(Strategy.DELETE_INSERT, "id")
            .reading(
                "with i as (select * from public.incoming),"
                    + " s as (insert into public.seen select id from i returning id)"
                    + " select i.id, i.shop, 'seen' as note from i join s using (id)"));

    assertThat(database.queryText("select count(*) from public.seen")).isEqualTo("100");
    assertThat(database.queryText("select count(*) from public.orders where note = 'seen'"))
        .isEqualTo("100");
  }

  @Test
  void keysWithANullAreAddedEachTime() {
    fixture.execute(
        """
        create unique index on public.incoming (id);
        insert into public.incoming values (null, 1, 'a'), (null, 1, 'a')
        """);
    for (int time = 0; time < 2; time++) {
      fixture.execute(DbtOracle.deleteInsert(List.of("id"), COLUMNS, List.of()));
      fixture.load(fixture.request(Strategy.DELETE_INSERT, "id"));
    }

    assertEqual();
  }

  @Test
  void whatReadsDifferentlyDiffers() {
    fixture.execute(
        """
        drop table public.orders, public.oracle, public.incoming;
        create table public.incoming as
          select i as id, i::numeric as shop, json_build_object('no', i) as note
          from generate_series(1, 20) i;
        alter table public.incoming add primary key (id)
        """);
    fixture.build("id");
    fixture.execute(
        """
        update public.incoming set shop = shop::text::numeric + 0.0 where id = 7;
        update public.incoming set note = '{"no" :  8}' where id = 8
        """);

    assertThat(fixture.load(fixture.request(Strategy.DELETE_INSERT, "id")).rows()).isEqualTo(2);
    assertThat(database.queryText("select shop from public.orders where id = 7")).isEqualTo("7.0");
  }

  /** Its unchanged columns don't count: a merge leaves them as they are. */
  @Test
  void ofAMergeOnlyTheColumnsThatItUpdatesCount() {
    fixture.execute(
        """
        alter table public.incoming add primary key (id);
        update public.incoming set note = 'other';
        update public.incoming set shop = 99 where id = 3
        """);

    LoadResult result = fixture.load(fixture.request(Strategy.MERGE, "id").updating("shop"));

    assertThat(result.rows()).isOne();
    assertThat(database.queryText("select note || ' ' || shop from public.orders where id = 3"))
        .isEqualTo("note 3 99");
  }

  /**
   * Where each key is looked up, only what differs is kept. Where the query has a join of its own
   * that this would spoil, the other join would read all of the table, so all is kept. The result
   * is the same, and so is what is written.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1   | select * from public.incoming where id > 1000000
          100 | select i.id, max(i.shop) as shop, max(i.note) as note from public.incoming i join public.incoming s on s.shop = i.shop where i.id > 1000000 and s.id < 2000 group by i.id
          """)
  void aSmallIncrementOfALargeTableDoesNotReadTheTable(long kept, String query) {
    fixture.execute(
        """
        drop table public.orders, public.oracle, public.incoming;
        create table public.incoming as
          select i as id, i % 7 as shop, 'n' as note from generate_series(1, 1000100) i;
        alter table public.incoming add primary key (id)
        """);
    fixture.build("id");
    fixture.execute(
        """
        update public.incoming set note = 'other' where id = 1000100;
        analyze public.incoming;
        analyze public.orders
        """);

    LoadResult result = fixture.load(fixture.request(Strategy.DELETE_INSERT, "id").reading(query));

    assertThat(result.rows()).isEqualTo(kept);
    assertThat(database.queryText("select count(distinct xmin::text) from public.orders"))
        .isEqualTo("2");
    assertThat(database.queryText("select count(*) from public.orders where note = 'other'"))
        .isEqualTo("1");
  }

  private void assertEqual() {
    assertThat(fixture.rows("public.orders")).isEqualTo(fixture.rows("public.oracle"));
  }
}
