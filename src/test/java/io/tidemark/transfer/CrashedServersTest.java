package io.tidemark.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.postgres.TestDatabase;
import io.tidemark.postgres.embedded.EmbeddedOptions;
import io.tidemark.postgres.embedded.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of a whole server, in the middle of a transfer: what was committed is there (I4). */
@Timeout(120)
class CrashedServersTest {

  @RegisterExtension static final TestDatabase KEPT = TestDatabase.fresh();

  @TempDir private Path data;
  private EmbeddedServer server;
  private TestDatabase crashing;

  @BeforeEach
  void aServerOfItsOwn() {
    start();
    crashing = TestDatabase.at(server.settings());
  }

  private void start() {
    server =
        EmbeddedServer.start(
            EmbeddedOptions.builder(data.resolve("postgres"))
                .database("shop")
                .user("tidemark")
                .build());
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  /** Its process is the first line of its {@code postmaster.pid}. */
  private void crash() {
    try {
      Path pid = data.resolve("postgres").resolve("postmaster.pid");
      ProcessHandle process =
          ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).get(0).strip())).orElseThrow();
      process.destroyForcibly();
      process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final String ORDERS =
      """
      create table sales.orders (id int primary key, pad text, updated_at int not null);
      insert into sales.orders select i, repeat(md5(i::text), 10), i / 10 from generate_series(1, 3000) as i
      """;

  private void crashAt(TransferFixture shop, int chunks, Runnable afterwards) {
    int[] left = {chunks};
    shop.atCommit(
        progress -> {
          if (--left[0] == 0) {
            crash();
            afterwards.run();
          }
        });
  }

  @Test
  void theTargets() {
    TransferFixture shop = new TransferFixture(KEPT, crashing);
    shop.atSource(ORDERS);
    crashAt(shop, 5, () -> {});
    assertThatThrownBy(shop::run).isInstanceOf(UnfinishedTransferException.class);
    start();
    shop.to(server.settings());
    // The process of the session lives on until it notices, and may commit a chunk or two.
    long left = shop.unfinished().get(0).progress().rows();
    assertThat(left).isGreaterThanOrEqualTo(500);

    TransferResult first = shop.run();
    assertThat(shop.copied()).isEqualTo(shop.expected());
    assertThat(first.rowsRead()).isEqualTo(3000 - left + 1);

    shop.atSource("update sales.orders set pad = 'x', updated_at = 1000 + id where id <= 1000");
    crashAt(shop, 3, () -> {});
    assertThatThrownBy(shop::run).isInstanceOf(UnfinishedTransferException.class);
    start();
    shop.to(server.settings());
    left = shop.unfinished().get(0).progress().rows();
    TransferResult second = shop.run();
    assertThat(shop.copied()).isEqualTo(shop.expected());
    assertThat(second.rowsRead()).isEqualTo(1001 - left + 1);
  }

  /** It comes back while the transfer waits for it. */
  @Test
  void theSources() {
    TransferFixture shop = new TransferFixture(crashing, KEPT);
    shop.atSource(ORDERS.replace("10), i", "200), i").replace("md5", "'x' || md5"));
    crashAt(
        shop,
        5,
        () -> {
          start();
          shop.through(server.settings());
        });

    TransferResult result = shop.run();

    assertThat(shop.copied()).isEqualTo(shop.expected());
    assertThat(result.rowsRead()).isEqualTo(3000);
  }
}
