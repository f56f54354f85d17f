package io.tidemark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.load.increment.ChunkSize;
import io.tidemark.load.increment.LoadMethod;
import io.tidemark.load.increment.OnSchemaChange;
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
 * I1, I3, I6 for keys that have many rows: they are replaced a chunk of whole keys at a time, and
 * end as dbt's delete+insert leaves them, wherever that was interrupted. Red where a delete+insert
 * is divided by pages.
 */
class WholeKeysTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final String ROWS =
      "select date '2024-01-01' + i / 40 as day, '%s ' || i as note, i as no"
          + " from generate_series(%d, %d) i";

  private LoadFixture fixture;

  /** 25 days of 40 rows, of which the last 10 come again with 30 more rows, and 5 new ones. */
  @BeforeEach
  void daysThatAreReplaced() {
    fixture = new LoadFixture(database);
    incoming(ROWS.formatted("old", 0, 999));
    fixture.execute("create table public.orders as select * from public.incoming");
    incoming(ROWS.formatted("new", 600, 1199));
    copyTarget();
  }

  @ParameterizedTest
  @CsvSource({"40, 15", "50, 12", "1, 15", "100, 6", "599, 1", "600, 1"})
  void aChunkHoldsWholeDays(long size, long chunks) {
    LoadResult result = load(size);

    assertSame();
    assertThat(result).isEqualTo(new LoadResult(600, chunks));
    assertThat(fixture.method())
        .isEqualTo(chunks == 1 ? LoadMethod.DELETE_INSERT : LoadMethod.REPLACE_KEYS);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 7, 13, 14})
  void whoComesNextGoesOnAtTheNextDay(int chunks) {
    fixture.crashAfter(chunks);
    assertThatThrownBy(() -> load(40)).isInstanceOf(LoadFixture.Interrupted.class);
    assertThat(fixture.pending().chunksLoaded()).isEqualTo(chunks + 1);
    assertThat(count("note like 'new%'")).isEqualTo(40L * (chunks + 1));
    assertThat(count("true")).isEqualTo(1000 + 40L * Math.max(0, chunks + 1 - 10));
    incoming("select date '2024-01-01' as day, 'not asked for' as note, 1 as no");
    fixture.crashAfter(Integer.MAX_VALUE);

    LoadResult rest = fixture.resume();

    assertThat(database.queryText("select count(*) from public.orders")).isEqualTo("1200");
    assertThat(count("note like 'old%'")).isEqualTo(600);
    assertThat(rest.rows()).isEqualTo(600 - 40L * (chunks + 1));
    assertThat(fixture.relations()).noneMatch(name -> name.contains("staging_"));
  }

  @Test
  void aFullRefreshLeavesNothingOfAnUnfinishedLoad() {
    fixture.crashAfter(2);
    assertThatThrownBy(() -> load(40)).isInstanceOf(LoadFixture.Interrupted.class);

    fixture.build();

    assertThat(fixture.relations()).noneMatch(name -> name.contains("staging_"));
  }

  @Test
  void rowsWithoutADayMatchNothing() {
    fixture.execute(
        "insert into public.orders select null, 'kept', i from generate_series(1, 5) i");
    fixture.execute(
        "insert into public.incoming select null, 'new', i from generate_series(1, 9) i");
    copyTarget();

    assertThat(load(40).chunks()).isEqualTo(15);

    assertSame();
  }

  @Test
  void moreRowsWithoutADayThanAChunkAreLoadedWhole() {
    fixture.execute(
        "insert into public.incoming select null, 'n', i from generate_series(1, 500) i");

    load(40);

    assertSame();
    assertThat(fixture.method()).isEqualTo(LoadMethod.DELETE_INSERT);
  }

  @Test
  void aRowThatMovedSinceTheFreezeIsReplacedToo() {
    fixture.crashAfter(2);
    assertThatThrownBy(() -> load(40)).isInstanceOf(LoadFixture.Interrupted.class);
    fixture.execute("update public.orders set note = 'moved' where no = 999");

    fixture.crashAfter(Integer.MAX_VALUE);
    fixture.resume();

    assertSame();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alter table public.orders alter day type timestamp",
        "create table public.child () inherits (public.orders)",
        "create table public.other as select *, rpad('', 900) as lost from public.orders"
            + " order by md5(no::text);"
            + " drop table public.orders; alter table public.other rename to orders",
        "update public.incoming set day = day + no"
      })
  void whatCouldChangeTheResultOrCostTooMuchIsLoadedWhole(String difference) {
    fixture.execute(difference);

    fixture.load(request(40).onSchemaChange(OnSchemaChange.APPEND_NEW_COLUMNS));

    assertThat(fixture.method()).isEqualTo(LoadMethod.DELETE_INSERT);
  }

  @Test
  void predicatesAndExpressionsAreLoadedWhole() {
    fixture.load(request(40).where("DBT_INTERNAL_DEST.no > 0"));
    assertThat(fixture.method()).isEqualTo(LoadMethod.DELETE_INSERT);

    fixture.load(fixture.request(Strategy.DELETE_INSERT, "day + 0").inChunksOf(new ChunkSize(40)));
    assertThat(fixture.method()).isEqualTo(LoadMethod.DELETE_INSERT);
  }

  private LoadResult load(long size) {
    return fixture.load(request(size));
  }

  private LoadFixture.Request request(long size) {
    return fixture.request(Strategy.DELETE_INSERT, "day").inChunksOf(new ChunkSize(size));
  }

  private void copyTarget() {
    fixture.execute(
        "drop table if exists public.oracle; create table public.oracle as table public.orders");
  }

  private void incoming(String query) {
    fixture.execute(
        "drop table if exists public.incoming; create table public.incoming as " + query);
  }

  private long count(String where) {
    return Long.parseLong(
        String.valueOf(database.queryText("select count(*) from public.orders where " + where)));
  }

  private void assertSame() {
    fixture.execute(
        DbtOracle.deleteInsert(List.of("day"), List.of("day", "note", "no"), List.of()));
    assertThat(fixture.rows("public.orders")).isEqualTo(fixture.rows("public.oracle"));
    assertThat(fixture.relations()).noneMatch(name -> name.contains("staging_"));
    assertThat(database.query("select * from tidemark.checkpoint")).isEmpty();
  }
}
