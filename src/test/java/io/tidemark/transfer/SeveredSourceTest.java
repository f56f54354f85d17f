package io.tidemark.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.load.increment.ChunkSize;
import io.tidemark.postgres.ConnectionException;
import io.tidemark.postgres.SeverableServer;
import io.tidemark.postgres.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A source that goes away is waited for, about a minute; then who comes next goes on. */
class SeveredSourceTest {

  @RegisterExtension static final TestDatabase SOURCE = TestDatabase.fresh();
  @RegisterExtension static final TestDatabase TARGET = TestDatabase.fresh();

  private static final int ROWS = 12_000;

  private TransferFixture shop;
  private SeverableServer way;

  /** Rows so wide that they are not all read ahead when the connection is cut. */
  @BeforeEach
  void orders() throws IOException {
    shop = new TransferFixture(SOURCE, TARGET);
    shop.atSource(
        """
        create table sales.orders (id int primary key, pad text, updated_at int not null);
        alter table sales.orders alter pad set storage external;
        insert into sales.orders
        select i, repeat(md5(i::text), 80), i / 10 from generate_series(1, %d) as i
        """
            .formatted(ROWS));
    way = SeverableServer.before(SOURCE.settings());
    shop.through(way.settings());
  }

  @AfterEach
  void close() throws IOException {
    way.close();
  }

  private TransferResult run() {
    return shop.run(request -> request.chunkSize(new ChunkSize(1000)));
  }

  private void sever() {
    try {
      way.sever();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void restore() {
    try {
      way.restore();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void afterTwoChunks(Runnable what) {
    int[] chunk = {0};
    shop.atCommit(
        progress -> {
          if (++chunk[0] == 2) {
            what.run();
          }
        });
  }

  private void restoreAfter(long millis) {
    shop.whileWaiting(
        () -> {
          if (shop.waited() == millis) {
            restore();
          }
        });
  }

  @Test
  void oneThatComesBackIsReadOnFromTheLastChunk() {
    afterTwoChunks(this::sever);
    restoreAfter(3_000);

    TransferResult result = run();

    assertThat(shop.copied()).isEqualTo(shop.expected());
    assertThat(result.rowsRead()).isEqualTo(ROWS);
    assertThat(shop.warnings())
        .anyMatch(
            text ->
                text.startsWith("the source is gone (") && text.endsWith("trying again in 1 s"));
    assertThat(shop.waited()).isGreaterThanOrEqualTo(3_000);
  }

  @Test
  void oneThatStaysAwayLeavesWhatIsCommitted() {
    afterTwoChunks(this::sever);

    assertThatThrownBy(this::run)
        .isInstanceOf(UnfinishedTransferException.class)
        .hasCauseInstanceOf(ConnectionException.class);
    assertThat(shop.waited()).isEqualTo(60_000);
    long left = shop.unfinished().get(0).progress().rows();
    assertThatThrownBy(this::run).isInstanceOf(ConnectionException.class);
    assertThat(shop.waited()).isEqualTo(120_000);
    restore();
    shop.atCommit(progress -> {});
    TransferResult result = run();

    assertThat(shop.copied()).isEqualTo(shop.expected());
    assertThat(result.rowsRead()).isEqualTo(ROWS - left + 1);
    assertThat(left).isBetween(2_000L, ROWS - 1_000L);
  }

  @Test
  void aWholeCopyBeginsAnew() {
    afterTwoChunks(
        () -> {
          sever();
          SOURCE.execute("update sales.orders set pad = 'later'");
          restore();
        });

    TransferResult result =
        shop.run(request -> request.chunkSize(new ChunkSize(1000)).watermark(null));

    assertThat(shop.copied()).isEqualTo(shop.expected());
    assertThat(result.rowsRead()).isEqualTo(ROWS);
  }

  @Test
  void oneThatWasNeverThereIsWaitedForSomeSeconds() {
    sever();

    assertThatThrownBy(this::run).isInstanceOf(ConnectionException.class);

    assertThat(shop.waited()).isEqualTo(7_000);
    assertThat(shop.warnings())
        .hasSize(3)
        .allMatch(text -> text.startsWith("the source can't be had (Nothing listens on "));
  }

  @Test
  void oneThatCantBeReachedAtAllIsWaitedForToo() {
    sever();
    restoreAfter(1_000);

    run();

    assertThat(shop.copied()).isEqualTo(shop.expected());
  }
}
