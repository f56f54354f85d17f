package io.tidemark.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.load.increment.ChunkSize;
import io.tidemark.load.increment.LoadMethod;
import io.tidemark.load.increment.Strategy;
import io.tidemark.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys with an unusual collation, with several indexes, or that somebody else writes too. */
@Timeout(60)
class UnusualKeysTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final List<String> COLUMNS = List.of("id", "note");

  private LoadFixture fixture;

  @BeforeEach
  void empty() {
    fixture = new LoadFixture(database);
    fixture.execute(
        "create collation public.any_case"
            + " (provider = icu, locale = 'und-u-ks-level2', deterministic = false)");
  }

  /** {@code A} and {@code a} are one key there: dbt deletes by it, and then adds what there is. */
  @ParameterizedTest
  @CsvSource({"any_case, default, 1", "default, any_case, 1", "any_case, default, 20"})
  void differentTextsThatAreEqualByACollation(String target, String increment, int rowsAKey) {
    given(
        target,
        """
        select chr(96 + i) as id, 'old' as note
        from generate_series(1, 20) i, generate_series(1, %d)
        """
            .formatted(rowsAKey));
    incoming(
        increment,
        """
        select case when n = 1 then upper(chr(96 + i)) else chr(96 + i) end as id, 'new' as note
        from generate_series(5, 24) i, generate_series(1, 2) n, generate_series(1, %d)
        """
            .formatted(rowsAKey));
    fixture.execute(DbtOracle.deleteInsert(List.of("id"), COLUMNS, List.of()));

    fixture.load(fixture.request(Strategy.DELETE_INSERT, "id").inChunksOf(new ChunkSize(10)));

    assertThat(fixture.rows("public.orders")).isEqualTo(fixture.rows("public.oracle"));
    assertThat(fixture.method()).isEqualTo(LoadMethod.DELETE_INSERT);
  }

  /** The user's own index beside ours, or beside a primary key. */
  @Test
  void severalUniqueIndexesOnTheKeyAreAsGoodAsOne() {
    given("default", "select i::text as id, 'old' as note from generate_series(1, 500) i");
    fixture.execute(
        "alter table public.orders add primary key (id); create unique index on public.orders"
            + " (id)");
    incoming("default", "select i::text as id, 'new' as note from generate_series(100, 2000) i");
    fixture.execute(DbtOracle.deleteInsert(List.of("id"), COLUMNS, List.of()));

    fixture.load(fixture.request(Strategy.DELETE_INSERT, "id").inChunksOf(new ChunkSize(500)));

    assertThat(fixture.rows("public.orders")).isEqualTo(fixture.rows("public.oracle"));
    assertThat(fixture.committed()).hasSizeGreaterThan(2);
  }

  /**
   * I8 by {@code ON CONFLICT}, which is taken on PostgreSQL 14, and where the key's collations
   * differ. Red without its {@code where}.
   */
  @Test
  void anUnchangedRowIsNotWrittenByOnConflictEither() {
    String rows =
        "select i::text as id, case when i > 990 then '%s' else 'same' end as note"
            + " from generate_series(1, 1000) i";
    given("default", rows.formatted("old"));
    incoming("C", rows.formatted("new"));
    String untouched =
        "select count(*) from public.orders where xmin::text = '%s'"
            .formatted(database.queryText("select min(xmin::text) from public.orders"));

    fixture.load(fixture.request(Strategy.DELETE_INSERT, "id").inChunksOf(new ChunkSize(500)));

    assertThat(fixture.method()).isEqualTo(LoadMethod.UPSERT);
    assertThat(database.queryText(untouched)).isEqualTo("990");
    assertThat(database.queryText("select count(*) from public.orders where note = 'new'"))
        .isEqualTo("10");
  }

  /** A MERGE fails where {@code ON CONFLICT} waits and updates. Red without the second try. */
  @ParameterizedTest
  @ValueSource(longs = {100, Long.MAX_VALUE})
  void somebodyElseAddsAKeyAtTheSameMoment(long chunkSize) throws Exception {
    given("default", "select i::text as id, 'old' as note from generate_series(1, 10) i");
    incoming("default", "select i::text as id, 'new' as note from generate_series(5, 1000) i");
    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("insert into public.orders values ('700', 'his')");
      CompletableFuture<LoadResult> load =
          CompletableFuture.supplyAsync(
              () ->
                  fixture.load(
                      fixture.request(Strategy.MERGE, "id").inChunksOf(new ChunkSize(chunkSize))));
      while (database
          .query("select from pg_locks where not granted and locktype = 'transactionid'")
          .isEmpty()) {
        assertThat(load).isNotDone();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      }
      other.commit();
      load.join();
    }

    assertThat(database.queryText("select count(*) from public.orders where note = 'new'"))
        .isEqualTo("996");
    assertThat(fixture.method()).isEqualTo(LoadMethod.UPSERT);
  }

  private void given(String collation, String query) {
    incoming(collation, query);
    fixture.build("id");
    fixture.execute("create table public.oracle (like public.orders)");
    fixture.execute("insert into public.oracle select * from public.orders");
  }

  private void incoming(String collation, String query) {
    fixture.execute(
        """
        drop table if exists public.incoming;
        create table public.incoming (id text collate "%s", note text);
        insert into public.incoming %s
        """
            .formatted(collation, query));
  }
}
