package io.tidemark.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.postgres.TestDatabase;
import io.tidemark.transfer.plan.TransferProgress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A table is read in ranges beside each other, all of one snapshot, each with its checkpoint. */
class ParallelTransferTest {

  @RegisterExtension static final TestDatabase SOURCE = TestDatabase.fresh();
  @RegisterExtension static final TestDatabase TARGET = TestDatabase.fresh();

  private TransferFixture shop;
  private IdleHelpers helpers;

  @BeforeEach
  void orders() {
    shop = new TransferFixture(SOURCE, TARGET);
    shop.atSource(
        """
        create table sales.orders (
          id bigint primary key, customer text, updated_at timestamptz not null);
        create index on sales.orders (updated_at, id);
        insert into sales.orders
        select i * 3, 'customer ' || i, timestamptz '2024-01-01' + i / 4 * interval '1 minute'
        from generate_series(-1000, 2000) as i;
        analyze sales.orders
        """);
    helpers = new IdleHelpers(TARGET, 3);
    shop.helpedBy(helpers);
  }

  @AfterEach
  void end() {
    helpers.close();
  }

  private TransferResult run() {
    return shop.run(request -> request.parallel(4));
  }

  @Test
  void theFirstOneIsReadInRangesOfTheKey() {
    TransferResult result = run();

    assertThat(shop.copied()).isEqualTo(shop.expected());
    assertThat(result.rowsRead()).isEqualTo(3001);
    assertThat(shop.planned().get(0).parts()).isEqualTo(4);
  }

  @Test
  void anIncrementIsReadInRangesOfTheWatermark() {
    run();
    shop.atSource(
        """
        update sales.orders set customer = 'x', updated_at = timestamptz '2024-02-01' + id * interval '1 s'
        where id %% 2 = 0;
        insert into sales.orders select i, 'n', '2024-03-01' from generate_series(100001, 100300) as i;
        analyze sales.orders
        """
            .replace("%%", "%"));

    TransferResult result = run();

    assertThat(shop.copied()).isEqualTo(shop.expected());
    assertThat(result.rowsWritten()).isEqualTo(1500 + 1 + 300);
    assertThat(shop.planned().get(1).parts()).isEqualTo(4);
  }

  @Test
  void aWholeOneIsOfOneSnapshot() {
    boolean[] changed = {false};
    shop.atCommit(
        progress -> {
          if (!changed[0]) {
            changed[0] = true;
            shop.atSource("update sales.orders set customer = 'later'");
          }
        });

    shop.run(request -> request.parallel(4).watermark(null));

    assertThat(shop.copied("select distinct customer = 'later' from raw.orders"))
        .containsExactly("(f)");
    assertThat(shop.copied("select id from raw.orders"))
        .isEqualTo(shop.expected("select id from sales.orders"));
  }

  @Test
  void aRestartReadsOnlyWhatIsLeftOfEachRange() {
    shop.crashAfter(6);
    assertThatThrownBy(() -> run()).isInstanceOf(UnfinishedTransferException.class);
    TransferProgress left = shop.unfinished().get(0).progress();
    int atMark =
        shop.expected(
                "select from sales.orders where updated_at = (select max(updated_at) from"
                    + " sales.orders)")
            .size();

    TransferResult result = run();

    assertThat(shop.copied()).isEqualTo(shop.expected());
    assertThat(left.rows()).isBetween(100L, 2900L);
    assertThat(result.rowsRead()).isEqualTo(3001 - left.rows() + atMark);
    assertThat(shop.resumed().get(0).parts()).isEqualTo(4);
  }

  @Test
  void aSourceThatCutsAllConnectionsIsReadOn() {
    int[] chunk = {0};
    shop.atCommit(
        progress -> {
          if (++chunk[0] % 7 == 0) {
            SOURCE.execute(
                """
                select pg_terminate_backend(pid) from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid()
                """);
          }
        });

    TransferResult result = run();

    assertThat(shop.copied()).isEqualTo(shop.expected());
    assertThat(result.rowsRead()).isEqualTo(3001);
  }

  @Test
  void withoutStatisticsItIsOneRange() {
    shop.atSource(
        "truncate sales.orders; insert into sales.orders select i, '', '2024-01-01' from"
            + " generate_series(1, 2000) as i; delete from pg_statistic where starelid ="
            + " 'sales.orders'::regclass");

    run();

    assertThat(shop.copied()).isEqualTo(shop.expected());
    assertThat(shop.planned().get(0).parts()).isOne();
  }
}
