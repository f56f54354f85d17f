package io.tidemark.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.load.increment.ChunkSize;
import io.tidemark.postgres.ConnectionException;
import io.tidemark.postgres.SeverableServer;
import io.tidemark.postgres.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A source that goes away is waited for, about a minute; then who comes next goes on. */
class SeveredSourceTest {

  @RegisterExtension static final TestDatabase SOURCE = TestDatabase.fresh();
  @RegisterExtension static final TestDatabase TARGET = TestDatabase.fresh();

  private static final int ROWS = 12_000;

  private TransferFixture shop;

  /** Rows so wide that they are not all read ahead when the connection is cut. */
  @BeforeEach
  void orders() {
    shop = new TransferFixture(SOURCE, TARGET);
    shop.atSource(
        """
        create table sales.orders (id int primary key, pad text, updated_at int not null);
        alter table sales.orders alter pad set storage external;
        insert into sales.orders
        select i, repeat(md5(i::text), 80), i / 10 from generate_series(1, %d) as i
        """
            .formatted(ROWS));
  }

  private TransferResult run() {
    return shop.run(request -> request.chunkSize(new ChunkSize(1000)));
  }

  private static void sever(SeverableServer way) {
    try {
      way.sever();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void restore(SeverableServer way) {
    try {
      way.restore();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void oneThatComesBackIsReadOnFromTheLastChunk() throws IOException {
    try (SeverableServer way = SeverableServer.before(SOURCE.settings())) {
      shop.through(way.settings());
      int[] chunk = {0};
      shop.atCommit(
          progress -> {
            if (++chunk[0] == 2) {
              sever(way);
            }
          });
      shop.whileWaiting(
          () -> {
            if (shop.waited() == 3_000) {
              restore(way);
            }
          });

      TransferResult result = run();

      assertThat(shop.copied()).isEqualTo(shop.expected());
      assertThat(result.rowsRead()).isEqualTo(ROWS);
      assertThat(shop.warnings())
          .anyMatch(
              text ->
                  text.startsWith("the source is gone (") && text.endsWith("trying again in 1 s"));
      assertThat(shop.waited()).isGreaterThanOrEqualTo(3_000);
    }
  }

  @Test
  void oneThatStaysAwayLeavesWhatIsCommitted() throws IOException {
    try (SeverableServer way = SeverableServer.before(SOURCE.settings())) {
      shop.through(way.settings());
      int[] chunk = {0};
      shop.atCommit(
          progress -> {
            if (++chunk[0] == 2) {
              sever(way);
            }
          });

      assertThatThrownBy(this::run)
          .isInstanceOf(UnfinishedTransferException.class)
          .hasCauseInstanceOf(ConnectionException.class);
      assertThat(shop.waited()).isEqualTo(60_000);
      long left = shop.unfinished().get(0).progress().rows();
      assertThatThrownBy(this::run).isInstanceOf(ConnectionException.class);
      assertThat(shop.waited()).isEqualTo(120_000);
      restore(way);
      shop.atCommit(progress -> {});
      TransferResult result = run();

      assertThat(shop.copied()).isEqualTo(shop.expected());
      assertThat(result.rowsRead()).isEqualTo(ROWS - left + 1);
      assertThat(left).isBetween(2_000L, ROWS - 1_000L);
    }
  }

  @Test
  void aWholeCopyBeginsAnew() throws IOException {
    try (SeverableServer way = SeverableServer.before(SOURCE.settings())) {
      shop.through(way.settings());
      int[] chunk = {0};
      shop.atCommit(
          progress -> {
            if (++chunk[0] == 2) {
              sever(way);
              SOURCE.execute("update sales.orders set pad = 'later'");
              restore(way);
            }
          });

      TransferResult result =
          shop.run(request -> request.chunkSize(new ChunkSize(1000)).watermark(null));

      assertThat(shop.copied()).isEqualTo(shop.expected());
      assertThat(result.rowsRead()).isEqualTo(ROWS);
    }
  }

  @Test
  void oneThatWasNeverThereIsWaitedForSomeSeconds() throws IOException {
    try (SeverableServer way = SeverableServer.before(SOURCE.settings())) {
      shop.through(way.settings());
      way.sever();

      assertThatThrownBy(this::run).isInstanceOf(ConnectionException.class);

      assertThat(shop.waited()).isEqualTo(7_000);
      assertThat(shop.warnings())
          .hasSize(3)
          .allMatch(text -> text.startsWith("the source can't be had (Nothing listens on "));
    }
  }

  @Test
  void oneThatCantBeReachedAtAllIsWaitedForToo() throws IOException {
    try (SeverableServer way = SeverableServer.before(SOURCE.settings())) {
      shop.through(way.settings());
      way.sever();
      shop.whileWaiting(
          () -> {
            if (shop.waited() == 1_000) {
              restore(way);
            }
          });

      run();

      assertThat(shop.copied()).isEqualTo(shop.expected());
    }
  }
}
