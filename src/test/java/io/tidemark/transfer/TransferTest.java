package io.tidemark.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.load.increment.ChunkSize;
import io.tidemark.postgres.TestDatabase;
import io.tidemark.transfer.plan.TransferKind;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a transfer brings, and what it leaves alone. */
class TransferTest {

  @RegisterExtension static final TestDatabase SOURCE = TestDatabase.fresh();
  @RegisterExtension static final TestDatabase TARGET = TestDatabase.fresh();

  private TransferFixture shop;

  @BeforeEach
  void orders() {
    shop = new TransferFixture(SOURCE, TARGET);
    shop.atSource(
        """
        create table sales.orders (
          id bigint primary key, customer text, amount numeric(10,2), updated_at timestamptz);
        insert into sales.orders
        select i, 'customer ' || i, i * 1.5, timestamptz '2024-01-01' + i * interval '1 minute'
        from generate_series(1, 1050) as i
        """);
  }

  @Test
  void theFirstOneBringsAllRowsInChunks() {
    TransferResult result = shop.run();

    assertThat(shop.copied()).isEqualTo(shop.expected());
    assertThat(result.kind()).isEqualTo(TransferKind.FIRST);
    assertThat(result.rowsRead()).isEqualTo(1050);
    assertThat(result.rowsWritten()).isEqualTo(1050);
    assertThat(result.mark()).isEqualTo("2024-01-01 17:30:00+00");
    assertThat(result.message()).isEqualTo("CREATE 1050");
    assertThat(shop.committed()).extracting(progress -> progress.rows()).contains(100L, 1000L);
    assertThat(shop.unfinished()).isEmpty();
    assertThat(TARGET.queryText("select to_regclass('raw.orders__tidemark_new')")).isNull();
    assertThat(
            TARGET.queryText(
                "select string_agg(indexdef, ';') from pg_indexes where schemaname = 'raw'"))
        .contains("UNIQUE INDEX", "(id)");
  }

  @Test
  void theNextOneBringsWhatIsNewOrChanged() {
    shop.run();
    shop.atSource(
        """
        update sales.orders set amount = 0, updated_at = '2024-02-01' where id <= 150;
        insert into sales.orders values (2000, 'new', 1, '2024-02-02')
        """);

    TransferResult result = shop.run();

    assertThat(shop.copied()).isEqualTo(shop.expected());
    assertThat(result.kind()).isEqualTo(TransferKind.INCREMENT);
    assertThat(result.rowsWritten()).isEqualTo(151);
    // And the one row at the mark itself, which may have got others beside it.
    assertThat(result.rowsRead()).isEqualTo(152);
    assertThat(result.mark()).isEqualTo("2024-02-02 00:00:00+00");
    assertThat(result.message()).isEqualTo("MERGE 151");
  }

  @Test
  void nothingNewIsNothingWritten() {
    shop.run();
    String before = TARGET.queryText("select sum(xmin::text::bigint) from raw.orders");

    TransferResult result = shop.run();

    assertThat(result.unchanged()).isTrue();
    assertThat(result.rowsRead()).isOne();
    assertThat(TARGET.queryText("select sum(xmin::text::bigint) from raw.orders"))
        .isEqualTo(before);
  }

  @Test
  void rowsThatShareAWatermarkAreNotSplitAndNotLost() {
    shop.atSource("update sales.orders set updated_at = '2024-03-01'");
    shop.run();
    shop.atSource("insert into sales.orders values (3000, 'late twin', 1, '2024-03-01')");

    shop.run();

    assertThat(shop.copied()).isEqualTo(shop.expected());
  }

  @Test
  void lateRowsAreFoundWithinTheLookback() {
    shop.run();
    shop.atSource("insert into sales.orders values (3000, 'late', 1, '2024-01-01 17:00+00')");

    shop.run();
    assertThat(shop.copied("select from raw.orders where id = 3000")).isEmpty();
    TransferResult result = shop.run(request -> request.lookback("1 hour"));

    assertThat(shop.copied()).isEqualTo(shop.expected());
    assertThat(result.rowsWritten()).isOne();
    assertThat(result.rowsRead()).isEqualTo(62);
  }

  @Test
  void aLookbackIsDaysForADateAndANumberForANumber() {
    shop.atSource(
        "alter table sales.orders add day date, add n smallint;"
            + " update sales.orders set day = date '2024-01-01' + id::int / 100, n = id / 10");
    for (String[] setting : new String[][] {{"day", "2"}, {"day", "48 hours"}, {"n", "3"}}) {
      shop.run(request -> request.watermark(setting[0]).fullRefresh(true));

      TransferResult result =
          shop.run(request -> request.watermark(setting[0]).lookback(setting[1]));

      // 10 is the last day, 105 the last number.
      assertThat(result.rowsRead()).isEqualTo(setting[0].equals("day") ? 251 : 31);
      assertThat(result.unchanged()).isTrue();
    }
  }

  @Test
  void rowsWithoutAWatermarkComeWithTheFirstOneAndAreTold() {
    shop.atSource("update sales.orders set updated_at = null where id <= 7");

    TransferResult result = shop.run();

    assertThat(shop.copied()).isEqualTo(shop.expected());
    assertThat(result.nulls()).isEqualTo(7);
    assertThat(shop.warnings())
        .anyMatch(text -> text.contains("7 rows of the source have no updated_at"));
  }

  @Test
  void aTableWithoutAWatermarkIsCopiedWhole() {
    shop.run(request -> request.watermark(null));
    TARGET.execute("create view raw.all_orders as select id from raw.orders");
    shop.atSource("delete from sales.orders where id > 10; update sales.orders set amount = 1");

    TransferResult result = shop.run(request -> request.watermark(null));

    assertThat(shop.copied()).isEqualTo(shop.expected());
    assertThat(result.kind()).isEqualTo(TransferKind.WHOLE);
    assertThat(shop.copied("select * from raw.all_orders")).hasSize(10);
  }

  @Test
  void withoutAKeyEachRowComesOnce() {
    shop.atSource("update sales.orders set updated_at = '2024-03-01' where id between 90 and 330");
    shop.run(request -> request.uniqueKey(List.of()));
    shop.atSource(
        """
        update sales.orders set amount = 0, updated_at = '2024-04-01' where id <= 5;
        insert into sales.orders values (4000, 'new', 1, '2024-04-02')
        """);

    TransferResult result = shop.run(request -> request.uniqueKey(List.of()));

    assertThat(result.rowsRead()).isEqualTo(6);
    assertThat(shop.copied("select id from raw.orders where id <= 5")).hasSize(10);
    assertThat(shop.copied("select id from raw.orders")).hasSize(1050 + 6);
  }

  @Test
  void compositeKeysAndConditionsOfTheUsersHold() {
    shop.atSource(
        """
        alter table sales.orders add line text not null default 'a', add payload jsonb default '{"x": 1}';
        alter table sales.orders drop constraint orders_pkey, add primary key (line, id);
        insert into sales.orders select id, customer, amount, updated_at, 'B', '{}' from sales.orders
        """);
    String where = "payload ? 'x' or line = 'B' and id < 100 -- all of a";

    shop.run(request -> request.uniqueKey(List.of("id", "Line")).where(where));
    shop.atSource(
        "update sales.orders set amount = -1, updated_at = '2025-01-01' where id % 7 = 0");
    shop.run(request -> request.uniqueKey(List.of("id", "Line")).where(where));

    assertThat(shop.copied())
        .isEqualTo(shop.expected("select * from sales.orders where line = 'a' or id < 100"));
  }

  @Test
  void settingsOfTheServersMayDiffer() {
    SOURCE.execute(
        "alter database %1$s set timezone to 'Asia/Tokyo'; alter database %1$s set datestyle to 'SQL, DMY'"
            .formatted(SOURCE.settings().database()));
    TARGET.execute(
        "alter database %1$s set timezone to 'America/New_York'; alter database %1$s set datestyle to 'Postgres, MDY'"
            .formatted(TARGET.settings().database()));
    try {
      shop.atSource("alter table sales.orders alter column updated_at type timestamp");
      shop.run();
      shop.atSource(
          "update sales.orders set amount = 0, updated_at = '2024-03-04 10:00' where id = 3");

      TransferResult result = shop.run(request -> request.lookback("0" + " hours"));

      assertThat(result.rowsWritten()).isOne();
      assertThat(result.mark()).isEqualTo("2024-03-04 10:00:00");
      assertThat(shop.copied("select id, extract(epoch from updated_at) from raw.orders"))
          .isEqualTo(shop.expected("select id, extract(epoch from updated_at) from sales.orders"));
    } finally {
      SOURCE.execute("alter database %s reset all".formatted(SOURCE.settings().database()));
      TARGET.execute("alter database %s reset all".formatted(TARGET.settings().database()));
    }
  }

  @Test
  void aFullRefreshBuildsItAnew() {
    shop.run();
    shop.atSource("delete from sales.orders where id > 500");

    TransferResult result = shop.run(request -> request.fullRefresh(true));

    assertThat(result.kind()).isEqualTo(TransferKind.FIRST);
    assertThat(shop.copied()).isEqualTo(shop.expected());
  }

  @Test
  void anEmptyTableIsAnEmptyCopyWhichFillsLater() {
    shop.atSource("truncate sales.orders");
    TransferResult first = shop.run();
    shop.atSource("insert into sales.orders values (1, 'a', 1, '2024-01-01'), (2, 'b', 2, null)");

    TransferResult second = shop.run();

    assertThat(first.rowsRead()).isZero();
    assertThat(second.rowsWritten()).isOne();
    assertThat(second.nulls()).isOne();
  }

  @Test
  void allInOneTransactionWhereThatIsAsked() {
    shop.run(request -> request.chunkSize(ChunkSize.ALL));

    assertThat(shop.copied()).isEqualTo(shop.expected());
    assertThat(shop.committed().get(0).rows()).isEqualTo(1050);
  }
}
