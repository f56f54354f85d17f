package io.tidemark.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.load.increment.ChunkSize;
import io.tidemark.postgres.TestDatabase;
import io.tidemark.transfer.plan.Deletes;
import io.tidemark.transfer.plan.TransferRequest;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever happens at the source between transfers and in the middle of them, and wherever they are
 * interrupted: when one has come to its end, the copy is the source.
 */
class RandomTransfersTest {

  @RegisterExtension static final TestDatabase SOURCE = TestDatabase.fresh();
  @RegisterExtension static final TestDatabase TARGET = TestDatabase.fresh();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void theCopyBecomesTheSource(int seed) {
    Random random = new Random(seed);
    TransferFixture shop = new TransferFixture(SOURCE, TARGET);
    shop.atSource(
        """
        create table sales.orders (
          a int, b text, updated_at timestamp(0), v numeric, primary key (b, a));
        create sequence sales.clock;
        """);
    change(shop, random, 600);
    TransferRequest.Builder settings =
        shop.orders()
            .uniqueKey(random.nextBoolean() ? List.of("a", "b") : List.of("b", "a"))
            .chunkSize(new ChunkSize(1 + random.nextInt(90)))
            .parallel(1 + random.nextInt(3))
            .deletes(Deletes.REMOVE);
    try (IdleHelpers helpers = new IdleHelpers(TARGET, 1 + random.nextInt(2))) {
      shop.helpedBy(helpers);
      rounds(shop, random, settings, seed);
    }
  }

  private static void rounds(
      TransferFixture shop, Random random, TransferRequest.Builder settings, int seed) {
    for (int round = 0; round < 8; round++) {
      if (random.nextInt(3) > 0) {
        shop.crashAfter(1 + random.nextInt(12));
        try {
          shop.run(request -> settings);
        } catch (UnfinishedTransferException e) {
          assertThat(e).hasCauseInstanceOf(TransferFixture.Interrupted.class);
        } catch (TransferFixture.Interrupted e) {
          assertThat(e).hasNoCause();
        }
        shop.atCommit(progress -> {});
        change(shop, random, random.nextInt(200));
      }
      shop.run(request -> settings);
      assertThat(shop.copied()).as("seed %d, round %d", seed, round).isEqualTo(shop.expected());
      change(shop, random, random.nextInt(300));
    }
  }

  /** Each change has a watermark that is not below any that was there; many share one. */
  private static void change(TransferFixture shop, Random random, int rows) {
    String now = "timestamp '2024-01-01' + nextval('sales.clock') / 50 * interval '1 second'";
    shop.atSource(
        """
        insert into sales.orders
        select distinct on (1, 2)
          (random() * 400)::int, chr(65 + i %% 5) || repeat('é', i %% 3), %1$s, random()
        from generate_series(1, %2$d) as i
        on conflict (b, a) do update set v = excluded.v, updated_at = excluded.updated_at;
        delete from sales.orders where random() < 0.05
        """
            .formatted(now, rows));
    if (random.nextBoolean()) {
      shop.atSource(
          "update sales.orders set v = v + 1, updated_at = %s where random() < 0.2".formatted(now));
    }
  }
}
