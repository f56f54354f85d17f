package io.tidemark.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.load.increment.ChunkSize;
import io.tidemark.postgres.StatementException;
import io.tidemark.postgres.TestDatabase;
import io.tidemark.transfer.plan.TransferKind;
import io.tidemark.transfer.plan.TransferProgress;
import io.tidemark.transfer.plan.TransferRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * While a chunk of an increment is merged, the next one is copied in on another session; what is
 * merged is in order, and whatever becomes of either session, nothing is lost or twice.
 */
@Timeout(60)
class CopiedAheadTest {

  @RegisterExtension static final TestDatabase SOURCE = TestDatabase.fresh();
  @RegisterExtension static final TestDatabase TARGET = TestDatabase.fresh();

  /** A session that has copied its chunk and waits for its turn. */
  private static final String COPIED =
      """
      select pid from pg_stat_activity
      where datname = current_database() and state = 'idle in transaction'
        and query like '%copy pg_temp.%tidemark_rows%'
      """;

  /** One that waits for a row of the copy. */
  private static final String MERGING =
      """
      select pid from pg_locks where not granted and locktype = 'transactionid'
        and pid in (select pid from pg_stat_activity where datname = current_database())
      """;

  private TransferFixture shop;
  private IdleHelpers helper;

  @BeforeEach
  void anIncrementOfTenChunks() {
    shop = new TransferFixture(SOURCE, TARGET);
    helper = new IdleHelpers(TARGET, 1);
    shop.atSource(
        """
        create table sales.orders (
          id bigint primary key, pad text not null, updated_at timestamp not null);
        alter table sales.orders alter pad set storage external;
        create index on sales.orders (updated_at, id);
        insert into sales.orders
        select i, 'old', timestamp '2024-01-01' from generate_series(1, 1000) as i;
        """);
    shop.run();
    shop.atSource(
        """
        update sales.orders
        set pad = repeat(md5(id::text), 320), updated_at = '2024-02-01'::timestamp + id * interval '1 s';
        analyze sales.orders
        """);
    shop.helpedBy(helper);
  }

  @AfterEach
  void end() {
    helper.close();
    TARGET.execute("alter database %s reset all".formatted(TARGET.settings().database()));
  }

  private static void await(TestDatabase database, String query) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (database.query(query).isEmpty()) {
      assertThat(System.nanoTime()).as("never: %s", query).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  private static void cut(String which) {
    TARGET.execute("select pg_terminate_backend(pid) from (%s) as these".formatted(which));
  }

  /** Holds a lock until it is closed. */
  private static Connection holding(TestDatabase database, String lock) throws SQLException {
    Connection holder = database.connect();
    holder.setAutoCommit(false);
    try (Statement statement = holder.createStatement()) {
      statement.execute("set idle_in_transaction_session_timeout = 0");
      statement.execute(lock);
    }
    return holder;
  }

  private long committedRows() {
    return shop.unfinished().get(0).progress().rows();
  }

  @Test
  void theNextChunkIsCopiedWhileOneIsMerged() throws SQLException {
    CompletableFuture<TransferResult> run;
    try (Connection holder = holding(TARGET, "select from raw.orders where id = 250 for update")) {
      run = CompletableFuture.supplyAsync(shop::run);
      await(TARGET, MERGING);
      await(TARGET, COPIED);
      assertThat(committedRows()).isEqualTo(200);
    }

    assertThat(run.join().rowsWritten()).isEqualTo(1000);
    assertThat(shop.copied()).isEqualTo(shop.expected());
    assertThat(helper.sessions()).isOne();
  }

  @Test
  void whatIsMergedIsInOrderByBothSessions() {
    shop.atTarget(
        """
        create table raw.merged (
          at bigint generated always as identity, chunk bigint, session int, seen bigint);
        create function raw.note() returns trigger language plpgsql as
        'begin
          insert into raw.merged (chunk, session, seen)
          select (new.id - 1) / 100, pg_backend_pid(), count(*) / 100 from raw.merged;
          return new;
        end';
        create trigger note before update on raw.orders for each row execute function raw.note()
        """);

    shop.run();

    assertThat(
            TARGET.query(
                "select from (select chunk, lag(chunk) over (order by at) as before from"
                    + " raw.merged) as m where chunk < before"))
        .isEmpty();
    assertThat(TARGET.query("select from raw.merged where seen <> chunk"))
        .as("merged without seeing the chunks before")
        .isEmpty();
    assertThat(TARGET.queryText("select count(distinct session) from raw.merged")).isEqualTo("2");
    assertThat(
            shop.committed().stream()
                .filter(progress -> progress.kind() == TransferKind.INCREMENT)
                .map(TransferProgress::rows)
                .distinct())
        .containsExactly(100L, 200L, 300L, 400L, 500L, 600L, 700L, 800L, 900L, 1000L);
    assertThat(shop.copied()).isEqualTo(shop.expected());
  }

  /** Both sessions are hit: they change places. */
  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 6})
  void aSessionThatIsCutBeforeItsTurnLeavesWhatIsCommitted(int chunks) {
    int[] left = {chunks};
    shop.atCommit(
        progress -> {
          if (--left[0] == 0) {
            await(TARGET, COPIED);
            cut(COPIED);
          }
        });
    assertThatThrownBy(shop::run)
        .isInstanceOf(UnfinishedTransferException.class)
        .hasMessageContaining("failed after %d00 rows, which are in the copy".formatted(chunks));
    shop.atCommit(progress -> {});

    TransferResult result = shop.run();

    assertThat(shop.copied()).isEqualTo(shop.expected());
    // The next transfer reads the row at the mark once more.
    assertThat(result.rowsRead()).isEqualTo(1000 - 100L * chunks + 1);
  }

  @Test
  void oneThatIsCutWhileItMergesEndsTheOther() throws SQLException {
    CompletableFuture<TransferResult> run;
    try (Connection holder = holding(TARGET, "select from raw.orders where id = 450 for update")) {
      run = CompletableFuture.supplyAsync(shop::run);
      await(TARGET, MERGING);
      await(TARGET, COPIED);
      cut(MERGING);
      assertThatThrownBy(run::join)
          .isInstanceOf(CompletionException.class)
          .cause()
          .hasMessageContaining("failed after 400 rows, which are in the copy")
          .hasCauseInstanceOf(StatementException.class);
    }

    assertThat(TARGET.query(COPIED)).isEmpty();
    assertThat(shop.run().rowsRead()).isEqualTo(601);
    assertThat(shop.copied()).isEqualTo(shop.expected());
  }

  /** The source has stopped in the middle of a chunk; who waits for its rows is not left there. */
  @Test
  void whatFailsIsToldWhileTheOtherSessionWaitsForTheSource() throws SQLException {
    shop.atSource(
        """
        create function sales.passes(id bigint) returns boolean language plpgsql as
        'begin
          if id = 490 and current_query() ilike ''%to stdout%'' then
            perform pg_advisory_xact_lock(490);
          end if;
          return true;
        end'
        """);
    UnaryOperator<TransferRequest.Builder> slowly = request -> request.where("sales.passes(id)");
    try (Connection slow = holding(SOURCE, "select pg_advisory_xact_lock(490)");
        Connection holder = holding(TARGET, "select from raw.orders where id = 350 for update")) {
      CompletableFuture<TransferResult> run = CompletableFuture.supplyAsync(() -> shop.run(slowly));
      await(SOURCE, "select from pg_locks where locktype = 'advisory' and not granted");
      await(TARGET, MERGING);
      await(
          TARGET,
          "select from pg_stat_activity where datname = current_database() and state = 'active'"
              + " and query like '%copy pg_temp.%tidemark_rows%'");
      cut(MERGING);

      assertThatThrownBy(run::join)
          .cause()
          .hasMessageContaining("failed after 300 rows, which are in the copy")
          .hasCauseInstanceOf(StatementException.class);
    }

    assertThat(shop.run(slowly).rowsRead()).isEqualTo(701);
    assertThat(shop.copied()).isEqualTo(shop.expected());
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void whatTheTargetRefusesIsToldAsEver(int chunk) {
    shop.atTarget(
        "alter table raw.orders add check (updated_at < '2024-02-01'::timestamp + %d50 * interval"
                .formatted(chunk - 1)
            + " '1 s')");

    assertThatThrownBy(shop::run)
        .isInstanceOf(UnfinishedTransferException.class)
        .hasMessageContaining("failed after %d00 rows, which are in the copy".formatted(chunk - 1))
        .hasMessageContaining("orders_updated_at_check");
  }

  /** It would not see the chunk before, and be ended while it waits for that. */
  @ParameterizedTest
  @ValueSource(strings = {"repeatable read", "serializable"})
  void whatIsSetForTransactionsDoesNotMatter(String isolation) throws SQLException {
    String database = TARGET.settings().database();
    TARGET.execute(
        "alter database %1$s set default_transaction_isolation = '%2$s'; alter database %1$s set"
                .formatted(database, isolation)
            + " idle_in_transaction_session_timeout = '100ms'");
    CompletableFuture<TransferResult> run;
    try (Connection holder = holding(TARGET, "select from raw.orders where id = 250 for update")) {
      run = CompletableFuture.supplyAsync(shop::run);
      await(TARGET, COPIED + " and clock_timestamp() > state_change + interval '400 ms'");
    }

    assertThat(run.join().rowsWritten()).isEqualTo(1000);
    assertThat(shop.copied()).isEqualTo(shop.expected());
  }

  @Test
  void aSingleChunkAsksForNobody() {
    shop.atTarget("update raw.orders set pad = 'x'");
    shop.run(request -> request.chunkSize(new ChunkSize(1000)));

    assertThat(shop.copied()).isEqualTo(shop.expected());
    assertThat(helper.sessions()).isZero();
  }

  @Test
  void whoIsWantedElsewhereLeaves() {
    int[] chunk = {0};
    shop.atCommit(
        progress -> {
          if (++chunk[0] == 5) {
            helper.recall();
          }
        });

    TransferResult result = shop.run();

    assertThat(result.rowsRead()).isEqualTo(1000);
    assertThat(shop.copied()).isEqualTo(shop.expected());
  }

  @Test
  void aSourceThatCutsTheConnectionIsReadOnWithHelp() {
    int[] chunk = {0};
    shop.atCommit(
        progress -> {
          if (++chunk[0] % 3 == 0) {
            SOURCE.execute(
                """
                select pg_terminate_backend(pid) from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid()
                """);
          }
        });

    TransferResult result = shop.run();

    assertThat(result.rowsRead()).isEqualTo(1000);
    assertThat(shop.copied()).isEqualTo(shop.expected());
  }

  @Test
  void afterAnInterruptionOnlyWhatIsLeftIsRead() {
    shop.crashAfter(4);
    assertThatThrownBy(shop::run).hasCauseInstanceOf(TransferFixture.Interrupted.class);
    assertThat(committedRows()).isEqualTo(400);

    assertThat(shop.run().rowsRead()).isEqualTo(601);
    assertThat(shop.copied()).isEqualTo(shop.expected());
  }
}
