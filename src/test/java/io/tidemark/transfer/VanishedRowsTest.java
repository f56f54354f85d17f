package io.tidemark.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.TestDatabase;
import io.tidemark.transfer.plan.Deletes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of rows that the source no longer has. */
class VanishedRowsTest {

  @RegisterExtension static final TestDatabase SOURCE = TestDatabase.fresh();
  @RegisterExtension static final TestDatabase TARGET = TestDatabase.fresh();

  private TransferFixture shop;

  @BeforeEach
  void orders() {
    shop = new TransferFixture(SOURCE, TARGET);
    shop.atSource(
        """
        create table sales.orders (id int, line text, updated_at date, primary key (id, line));
        insert into sales.orders select i, l, '2024-01-01' from generate_series(1, 150) as i, (values ('a'), ('b')) as t (l)
        """);
  }

  private TransferResult run(Deletes deletes) {
    return shop.run(request -> request.uniqueKey(List.of("id", "line")).deletes(deletes));
  }

  @Test
  void theyStayWhereNobodyAsks() {
    run(Deletes.IGNORE);
    shop.atSource("delete from sales.orders where id = 7");

    assertThat(run(Deletes.IGNORE).deleted()).isZero();
    assertThat(shop.copied()).hasSize(300);
  }

  @Test
  void theyAreRemoved() {
    run(Deletes.REMOVE);
    shop.atSource("delete from sales.orders where line = 'b' and id > 100");

    TransferResult result = run(Deletes.REMOVE);

    assertThat(result.deleted()).isEqualTo(50);
    assertThat(result.unchanged()).isFalse();
    assertThat(shop.copied()).isEqualTo(shop.expected());
  }

  @Test
  void theyAreMarkedAndUnmarkedWhenTheyComeBack() {
    run(Deletes.MARK);
    shop.atSource("delete from sales.orders where id <= 5");

    assertThat(run(Deletes.MARK).deleted()).isEqualTo(10);
    assertThat(run(Deletes.MARK).deleted()).isZero();
    assertThat(marked()).isEqualTo("10");

    shop.atSource("insert into sales.orders values (1, 'a', '2023-01-01')");
    run(Deletes.MARK);
    assertThat(marked()).isEqualTo("9");
  }

  @Test
  void aCopyThatHadNoMarksGetsThem() {
    run(Deletes.IGNORE);
    shop.atSource("delete from sales.orders where id = 1");

    run(Deletes.MARK);

    assertThat(marked()).isEqualTo("2");
  }

  @Test
  void marksOutliveAWholeCopy() {
    shop.run(r -> r.uniqueKey(List.of("id", "line")).watermark(null).deletes(Deletes.MARK));
    shop.atSource("delete from sales.orders where id = 1");
    TransferResult result =
        shop.run(r -> r.uniqueKey(List.of("id", "line")).watermark(null).deletes(Deletes.MARK));
    String since = TARGET.queryText("select max(_tidemark_deleted_at) from raw.orders");
    shop.run(r -> r.uniqueKey(List.of("id", "line")).watermark(null).deletes(Deletes.MARK));

    assertThat(result.deleted()).isEqualTo(2);
    assertThat(marked()).isEqualTo("2");
    assertThat(TARGET.queryText("select max(_tidemark_deleted_at) from raw.orders"))
        .isEqualTo(since);
    assertThat(shop.copied("select from raw.orders")).hasSize(300);
  }

  private static @Nullable String marked() {
    return TARGET.queryText(
        "select count(*) from raw.orders where _tidemark_deleted_at is not null");
  }
}
