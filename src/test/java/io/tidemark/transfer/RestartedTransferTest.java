package io.tidemark.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.postgres.TestDatabase;
import io.tidemark.transfer.book.PendingTransfer;
import io.tidemark.transfer.plan.ColumnChoice;
import io.tidemark.transfer.plan.TransferKind;
import io.tidemark.transfer.plan.TransferRequest;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A transfer that was interrupted is continued after its last chunk: nothing lost, nothing twice.
 */
class RestartedTransferTest {

  @RegisterExtension static final TestDatabase SOURCE = TestDatabase.fresh();
  @RegisterExtension static final TestDatabase TARGET = TestDatabase.fresh();

  private static final String CUT =
      """
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()
      """;

  private TransferFixture shop;

  @BeforeEach
  void orders() {
    shop = new TransferFixture(SOURCE, TARGET);
    shop.atSource(
        """
        create table sales.orders (
          id bigint primary key, customer text, updated_at timestamp not null);
        create index on sales.orders (updated_at, id);
        insert into sales.orders
        select i, 'customer ' || i, timestamp '2024-01-01' + (i % 37) * interval '1 minute'
        from generate_series(1, 1000) as i
        """);
  }

  /** A transfer that ends after so many chunks. */
  private void crash(int chunks, UnaryOperator<TransferRequest.Builder> settings) {
    shop.crashAfter(chunks);
    assertThatThrownBy(() -> shop.run(settings))
        .isInstanceOf(UnfinishedTransferException.class)
        .hasCauseInstanceOf(TransferFixture.Interrupted.class);
  }

  private void crash(int chunks) {
    crash(chunks, request -> request);
  }

  private static TransferRequest.Builder keyless(TransferRequest.Builder request) {
    return request.uniqueKey(List.of());
  }

  private static TransferRequest.Builder byTwo(TransferRequest.Builder request) {
    return request.uniqueKey(List.of("id", "line"));
  }

  private void sell(String day, int from, int to) {
    shop.atSource(
        "insert into sales.orders select i, 'new', timestamp '%s' + (i %% 7) * interval '1 s' from generate_series(%d, %d) as i"
            .formatted(day, from, to));
  }

  private static @Nullable String reached() {
    return TARGET.queryText("select reached::text from tidemark.transfer_part");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 9, 10, 11})
  void theFirstOneReadsOnlyWhatIsLeft(int chunks) {
    crash(chunks);
    assertThat(TARGET.queryText("select to_regclass('raw.orders')")).isNull();

    TransferResult result = shop.run();

    assertThat(shop.copied()).isEqualTo(shop.expected());
    assertThat(result.resumed()).isTrue();
    assertThat(result.kind()).isEqualTo(TransferKind.FIRST);
    // The rows at the mark are read once more by the increment that follows.
    assertThat(result.rowsRead()).isEqualTo(Math.max(0, 1000 - 100L * chunks) + atMark());
    assertThat(shop.unfinished()).isEmpty();
  }

  private int atMark() {
    return shop.expected(
            "select from sales.orders where updated_at = (select max(updated_at) from"
                + " sales.orders)")
        .size();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5, 6})
  void anIncrementReadsOnlyWhatIsLeft(int chunks) {
    shop.run();
    int atOldMark =
        shop.expected("select from sales.orders where id > 550 and updated_at = '2024-01-01 00:36'")
            .size();
    shop.atSource(
        "update sales.orders set customer = 'x', updated_at = '2024-02-01' where id <= 550");
    crash(chunks);
    assertThat(shop.copied("select from raw.orders where customer = 'x'")).isNotEmpty();

    TransferResult result = shop.run();

    assertThat(shop.copied()).isEqualTo(shop.expected());
    int all = 550 + atOldMark;
    assertThat(result.rowsRead()).isEqualTo(Math.max(0, all - 100L * chunks) + 550);
  }

  @Test
  void rowsThatChangeMeanwhileComeWithTheNextOne() {
    crash(3);
    shop.atSource(
        """
        update sales.orders set customer = 'changed', updated_at = '2024-05-01' where id % 3 = 0;
        insert into sales.orders values (0, 'new', '2024-05-02'), (5000, 'new', '2024-05-02');
        delete from sales.orders where id = 950
        """);

    TransferResult result = shop.run();

    assertThat(shop.copied()).isEqualTo(shop.expected());
    assertThat(result.mark()).isEqualTo("2024-05-02 00:00:00");
  }

  /** However the user orders the key's columns: so nothing is sorted before the first row comes. */
  @Test
  void aFirstOneIsReadInTheOrderOfTheKeysIndex() {
    shop.atSource(
        "alter table sales.orders drop constraint orders_pkey, add line text not null default 'a';"
            + " alter table sales.orders add primary key (line, id)");
    crash(3, RestartedTransferTest::byTwo);

    assertThat(reached()).isEqualTo("{a,300}");
    shop.run(RestartedTransferTest::byTwo);
    assertThat(shop.copied()).isEqualTo(shop.expected());

    shop.atSource("update sales.orders set updated_at = '2024-02-01'");
    crash(3, RestartedTransferTest::byTwo);
    assertThat(reached()).isEqualTo("{\"2024-02-01 00:00:00\",300,a}");
    shop.run(RestartedTransferTest::byTwo);
    assertThat(shop.copied()).isEqualTo(shop.expected());
  }

  @Test
  void whoAsksSeesWhatIsPending() {
    crash(3);

    PendingTransfer left = shop.unfinished().get(0);

    assertThat(left.name()).isEqualTo("orders");
    assertThat(left.node()).isEqualTo("source.shop.raw.orders");
    assertThat(left.progress().rows()).isEqualTo(300);
    assertThat(left.progress().kind()).isEqualTo(TransferKind.FIRST);
    assertThat(left.running()).isFalse();
    assertThat(left.process().processId()).isEqualTo(ProcessHandle.current().pid());
  }

  @Test
  void withoutAKeyNoRowComesTwice() {
    crash(2, RestartedTransferTest::keyless);
    shop.run(RestartedTransferTest::keyless);
    sell("2024-06-01", 2001, 2700);
    crash(2, RestartedTransferTest::keyless);

    shop.run(RestartedTransferTest::keyless);

    assertThat(shop.copied()).isEqualTo(shop.expected());
  }

  @Test
  void whatCameAfterItWasBegunIsLeftToTheNextOne() {
    shop.run(RestartedTransferTest::keyless);
    sell("2024-06-01", 6000, 6500);
    crash(2, RestartedTransferTest::keyless);
    sell("2024-07-01", 7000, 7500);

    shop.run(RestartedTransferTest::keyless);

    assertThat(shop.copied()).isEqualTo(shop.expected());
  }

  @Test
  void withoutAKeyOtherSettingsDontBringRowsTwice() {
    shop.run(RestartedTransferTest::keyless);
    sell("2024-06-01", 2001, 2700);
    crash(2, RestartedTransferTest::keyless);

    shop.run(request -> keyless(request).where("id > 0"));

    assertThat(shop.copied()).isEqualTo(shop.expected());
    assertThat(shop.notices()).anyMatch(text -> text.contains("is given up: the settings"));
  }

  @Test
  void afterAFullRefreshNothingOfTheOldOneIsLeft() {
    crash(3);

    TransferResult result = shop.run(request -> request.fullRefresh(true));

    assertThat(result.resumed()).isFalse();
    assertThat(result.rowsRead()).isEqualTo(1000);
    assertThat(shop.copied()).isEqualTo(shop.expected());
  }

  @Test
  void otherColumnsBeginAnew() {
    crash(3);
    shop.atSource("alter table sales.orders add note text default 'n'");

    shop.run();
    assertThat(shop.copied()).isEqualTo(shop.expected());

    crash(1, request -> request.fullRefresh(true));
    shop.run(
        request ->
            request.columns(ColumnChoice.exclude(List.of("customer", "note"))).fullRefresh(true));
    assertThat(shop.copied()).isEqualTo(shop.expected("select id, updated_at from sales.orders"));
  }

  @Test
  void aWholeCopyIsOfOneSnapshot() {
    shop.crashAfter(3);
    assertThatThrownBy(() -> shop.run(request -> request.watermark(null)))
        .isInstanceOf(TransferFixture.Interrupted.class);
    shop.atSource("update sales.orders set customer = 'later'");

    TransferResult result = shop.run(request -> request.watermark(null));

    assertThat(shop.copied()).isEqualTo(shop.expected());
    assertThat(result.rowsRead()).isEqualTo(1000);
  }

  private void cutAtEachFourthChunk(TestDatabase database) {
    int[] chunk = {0};
    shop.atCommit(
        progress -> {
          if (++chunk[0] % 4 == 0) {
            database.execute(CUT);
          }
        });
  }

  @Test
  void aSourceThatCutsTheConnectionIsReadOnFromTheLastChunk() {
    cutAtEachFourthChunk(SOURCE);

    TransferResult result = shop.run();

    assertThat(shop.copied()).isEqualTo(shop.expected());
    // All of so small a table is read ahead before the first cut; what was read is not read again.
    assertThat(result.rowsRead()).isEqualTo(1000);
  }

  @Test
  void aTargetThatCutsTheConnectionLeavesWhatIsCommitted() {
    cutAtEachFourthChunk(TARGET);
    assertThatThrownBy(() -> shop.run())
        .isInstanceOf(UnfinishedTransferException.class)
        .hasMessageContaining("failed after 400 rows, which are kept");
    shop.atCommit(progress -> {});

    TransferResult result = shop.run();

    assertThat(shop.copied()).isEqualTo(shop.expected());
    assertThat(result.rowsRead()).isEqualTo(600 + atMark());
  }
}
