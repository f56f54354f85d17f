package io.tidemark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.load.increment.Checkpoint;
import io.tidemark.load.increment.ChunkSize;
import io.tidemark.load.increment.LoadMethod;
import io.tidemark.load.increment.Strategy;
import io.tidemark.postgres.StatementException;
import io.tidemark.postgres.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * I1, I3, I8: an increment in chunks ends as one in a single statement, wherever it was
 * interrupted; rows and checkpoint are one; what is there unchanged is not written.
 */
class ChunkedLoadTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final String OLD =
      "select i as id, rpad('old ' || i, 60) as note from generate_series(1, 600) i";
  private static final String NEW =
      "select i as id, rpad('new ' || i, 60) as note from generate_series(301, 1300) i";

  private static final String LOADED =
      "(select xmin, ctid, id from public.orders where note like 'new%')";

  private LoadFixture fixture;

  @BeforeEach
  void targetIncrementAndOracle() {
    fixture = new LoadFixture(database);
    incoming(OLD);
    fixture.build("id");
    fixture.execute("create table public.oracle as select * from public.orders");
    incoming(NEW);
    fixture.execute(DbtOracle.deleteInsert(List.of("id"), List.of("id", "note"), List.of()));
  }

  /** 1000 rows of 60 characters are about 12 pages. */
  @ParameterizedTest
  @ValueSource(longs = {1, 83, 100, 250, 500, 900, 1000, 1001, Long.MAX_VALUE})
  void theSizeOfTheChunksChangesNothing(long size) {
    LoadResult result = fixture.load(request(size));

    assertLoaded();
    assertThat(result.rows()).isEqualTo(1000);
    assertThat(fixture.committed().size()).isEqualTo(result.chunks() == 1 ? 0 : result.chunks());
    assertThat(result.chunks() == 1).isEqualTo(size >= 1000);
  }

  @Test
  void rowsThatOnlyComeAreLoadedInChunksToo() {
    fixture.execute("drop table public.oracle; create table public.oracle as " + OLD);
    fixture.execute(DbtOracle.append(List.of("id", "note")));

    LoadResult result =
        fixture.load(fixture.request(Strategy.APPEND).inChunksOf(new ChunkSize(100)));

    assertLoaded();
    assertThat(result.chunks()).isGreaterThan(5);
  }

  /** I3. Red where the checkpoint is moved before the chunk, in a transaction of its own. */
  @Test
  void aChunkThatFailsLeavesTheRowsAndTheCheckpointOfTheOnesBefore() {
    fixture.refuse("public.orders", "new.id = 900");

    assertThatThrownBy(() -> fixture.load(request(100))).isInstanceOf(StatementException.class);

    Checkpoint left = fixture.pending();
    assertThat(left.rowsLoaded()).isPositive().isLessThan(600);
    assertThat(left).isEqualTo(fixture.committed().get(fixture.committed().size() - 1));
    assertThat(newRows()).isEqualTo(left.rowsLoaded());
  }

  /** I3. Red where the checkpoint is moved after the chunk, in a transaction of its own. */
  @Test
  void aCheckpointThatCannotBeMovedTakesItsRowsBack() {
    fixture.refuse("tidemark.checkpoint_part", "tg_op = 'UPDATE' and new.chunks_loaded = 4");

    assertThatThrownBy(() -> fixture.load(request(100))).isInstanceOf(StatementException.class);

    assertThat(fixture.pending().chunksLoaded()).isEqualTo(3);
    assertThat(newRows()).isEqualTo(fixture.pending().rowsLoaded());
    mend("tidemark.checkpoint_part");
    fixture.resume();
    assertLoaded();
  }

  @Test
  void aSealThatFailsIsMadeUpForAndNoRowIsLoadedAgain() {
    fixture.refuse("tidemark.load_history", "new.rows_loaded > 0");

    assertThatThrownBy(() -> fixture.load(request(100))).isInstanceOf(StatementException.class);

    assertThat(newRows()).isEqualTo(fixture.pending().rowsLoaded());
    assertThat(fixture.pending().complete()).isTrue();
    assertThat(fixture.rows("tidemark.load_history")).noneMatch(row -> row.contains("1000"));
    mend("tidemark.load_history");
    assertThat(fixture.resume().rows()).isZero();
    assertLoaded();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 640, 900, 1300})
  void whoComesNextGoesOnAndDoesNothingAgain(int failing) {
    fixture.refuse("public.orders", "new.id = " + failing);
    assertThatThrownBy(() -> fixture.load(request(100))).isInstanceOf(StatementException.class);
    long before = fixture.pending().rowsLoaded();
    List<String> loaded = fixture.rows(LOADED);
    mend("public.orders");
    // What the model would give now no longer matters: the increment is frozen.
    incoming("select 1 as id, 'not asked for' as note");

    LoadResult rest = fixture.resume();

    assertLoaded();
    assertThat(rest.rows()).isEqualTo(1000 - before);
    assertThat(fixture.rows(LOADED)).containsAll(loaded);
  }

  /**
   * I1. Rows without a key would be there twice if a chunk were loaded again. Red where a part that
   * was begun is read from its first page.
   */
  @ParameterizedTest
  @ValueSource(ints = {301, 640, 900, 1300})
  void rowsThatOnlyComeAreNeverDoubled(int failing) {
    fixture.execute("drop table public.oracle; create table public.oracle as " + OLD);
    fixture.execute(DbtOracle.append(List.of("id", "note")));
    fixture.refuse("public.orders", "new.id = " + failing);
    assertThatThrownBy(
            () -> fixture.load(fixture.request(Strategy.APPEND).inChunksOf(new ChunkSize(100))))
        .isInstanceOf(StatementException.class);
    mend("public.orders");

    fixture.resume();

    assertLoaded();
  }

  /** I5. Red where the checkpoint is moved without comparing the page it was at. */
  @Test
  void aLoadThatSomebodyElseMovedIsNotMovedTwice() {
    fixture.refuse("public.orders", "new.id = 900");
    assertThatThrownBy(() -> fixture.load(request(100))).isInstanceOf(StatementException.class);
    mend("public.orders");
    fixture.execute(
        """
        create function public.meddle() returns trigger language plpgsql as $$
        begin
          update tidemark.checkpoint_part set next_page = next_page + 1;
          return null;
        end $$;
        create trigger meddle after insert on public.orders
          for each statement execute function public.meddle()
        """);

    assertThatThrownBy(() -> fixture.resume())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was moved by somebody else");
  }

  /** I5. Red where nobody looks whether a checkpoint was closed. */
  @Test
  void aLoadOfWhichSomethingIsMissingIsNotSealed() {
    fixture.execute(
        """
        create function public.back() returns trigger language plpgsql as $$
        begin
          update tidemark.checkpoint_part set next_page = 0;
          return null;
        end $$;
        create trigger back after update on tidemark.checkpoint_part
          for each row when (new.next_page >= new.end_page) execute function public.back()
        """);

    assertThatThrownBy(() -> fixture.load(request(100)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("can't be sealed");

    assertThat(fixture.pending().chunksLoaded()).isPositive();
  }

  /** I8. Red where {@code MERGE} updates whatever it matches. */
  @ParameterizedTest
  @ValueSource(longs = {100, Long.MAX_VALUE})
  void rowsThatAreThereUnchangedAreNotWritten(long size) {
    fixture.load(request(size));
    List<String> before = xmins();

    fixture.load(request(size));

    assertThat(xmins()).isEqualTo(before);
  }

  /** A lock on a row is written to the table and the log, so looking must do without. */
  @ParameterizedTest
  @ValueSource(longs = {100, Long.MAX_VALUE})
  void rowsThatAreThereUnchangedAreNotEvenLocked(long size) {
    fixture.load(request(size));
    fixture.execute("update public.incoming set note = note || '!' where id <= 305");

    fixture.load(request(size));

    assertThat(
            database.queryText("select count(*) from public.orders where xmax <> 0 and id > 305"))
        .isEqualTo("0");
    assertThat(database.queryText("select count(*) from public.orders where note like '%!'"))
        .isEqualTo("5");
  }

  /**
   * I8, where the types differ. It stays green without the {@code where} of {@code ON CONFLICT}: on
   * this server the freeze leaves such rows out already.
   */
  @ParameterizedTest
  @ValueSource(longs = {100, Long.MAX_VALUE})
  void onConflictWritesNoUnchangedRowEither(long size) {
    fixture.load(request(size));
    fixture.execute("alter table public.orders alter note type varchar(200)");
    // So many have changed that the others are not looked up at the freeze.
    fixture.execute("update public.incoming set note = note || '!' where id % 10 < 9");
    String unchanged = "(select xmin, ctid, id from public.orders where id % 10 = 9)";
    List<String> before = fixture.rows(unchanged);

    fixture.load(request(size));

    assertThat(fixture.method()).isEqualTo(LoadMethod.UPSERT);
    assertThat(fixture.rows(unchanged)).isEqualTo(before);
  }

  @Test
  void aMergeByItsOwnStatementWritesNoUnchangedRow() {
    fixture.execute("drop table public.orders; create table public.orders as " + NEW);
    List<String> before = xmins();

    fixture.load(fixture.request(Strategy.MERGE, "id"));

    assertThat(fixture.method()).isEqualTo(LoadMethod.MERGE);
    assertThat(xmins()).isEqualTo(before);
  }

  @Test
  void anEmptyIncrementTouchesNothing() {
    List<String> before = xmins();

    LoadResult result =
        fixture.load(request(100).reading("select * from public.incoming where false"));

    assertThat(result).isEqualTo(new LoadResult(0, 0));
    assertThat(xmins()).isEqualTo(before);
  }

  /** I4: what an unlogged table holds is gone after a crash. Red where it is always unlogged. */
  @Test
  void whatHasToSurviveIsLogged() {
    fixture.refuse("public.orders", "new.id = 900");
    assertThatThrownBy(() -> fixture.load(request(100))).isInstanceOf(StatementException.class);

    assertThat(
            database.queryText(
                "select c.relpersistence from pg_class c join tidemark.checkpoint k"
                    + " on c.relname = k.staging_name"))
        .isEqualTo("p");
  }

  @Test
  void nothingTemporaryStays() {
    fixture.load(request(100));
    List<String> before = fixture.relations();

    fixture.load(request(100));
    assertThat(fixture.relations()).isEqualTo(before);

    fixture.refuse("public.orders", "new.id = 1200");
    List<String> withTrigger = fixture.relations();
    incoming("select i as id, 'newer' as note from generate_series(1, 9000) i");
    assertThatThrownBy(() -> fixture.load(request(100))).isInstanceOf(StatementException.class);
    assertThat(fixture.relations())
        .containsAll(withTrigger)
        .hasSize(withTrigger.size() + 1)
        .anyMatch(name -> name.startsWith("tidemark.staging_"));
    mend("public.orders");
    fixture.resume();
    assertThat(fixture.relations()).isEqualTo(withTrigger);
  }

  private LoadFixture.Request request(long size) {
    return fixture.request(Strategy.DELETE_INSERT, "id").inChunksOf(new ChunkSize(size));
  }

  private void incoming(String query) {
    fixture.execute(
        "drop table if exists public.incoming; create table public.incoming as " + query);
  }

  private void mend(String table) {
    fixture.execute("drop trigger fail_%s on %s".formatted(table.replace('.', '_'), table));
  }

  private long newRows() {
    return Long.parseLong(
        String.valueOf(
            database.queryText("select count(*) from public.orders where note like 'new%'")));
  }

  /** The versions of the target's rows: a row that is written anew gets another one. */
  private List<String> xmins() {
    return fixture.rows("(select xmin, ctid, id from public.orders)");
  }

  private void assertLoaded() {
    assertThat(fixture.rows("public.orders")).isEqualTo(fixture.rows("public.oracle"));
    assertThat(database.query("select * from tidemark.checkpoint_part")).isEmpty();
    assertThat(fixture.relations()).noneMatch(name -> name.contains("staging_"));
  }
}
