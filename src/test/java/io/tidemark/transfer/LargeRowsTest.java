package io.tidemark.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.load.increment.LoadException;
import io.tidemark.postgres.TestDatabase;
import io.tidemark.transfer.plan.ColumnChoice;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Rows of some megabytes pass; one that does not fit into memory is named, and what is before it
 * stays.
 */
class LargeRowsTest {

  @RegisterExtension static final TestDatabase SOURCE = TestDatabase.fresh();
  @RegisterExtension static final TestDatabase TARGET = TestDatabase.fresh();

  @Test
  void oneThatIsTooLargeIsNamed() {
    TransferFixture shop = new TransferFixture(SOURCE, TARGET);
    shop.remember(48L << 20);
    shop.atSource(
        """
        create table sales.orders (id int primary key, doc text, updated_at int);
        insert into sales.orders
        select i, case when i % 50 = 0 then repeat(chr(65 + i / 50), 3000000) else 'small' end, i
        from generate_series(1, 320) as i;
        insert into sales.orders values (1000, repeat('x', 17 * 1024 * 1024), 321)
        """);

    LoadException wrong =
        (LoadException)
            catchThrowableOfType(UnfinishedTransferException.class, () -> shop.run()).getCause();

    assertThat(wrong)
        .hasMessageStartingWith("a row of source.shop.raw.orders is larger than the 16 MB")
        .hasMessageContaining("the one with (id) = ('1000'), whose doc takes ");
    assertThat(shop.unfinished().get(0).progress().rows()).isEqualTo(300);

    shop.remember(64L << 20);
    TransferResult result = shop.run();
    assertThat(result.rowsRead()).isEqualTo(21 + 1);
    assertThat(shop.copied("select id, md5(doc) from raw.orders"))
        .isEqualTo(shop.expected("select id, md5(doc) from sales.orders"));

    shop.remember(48L << 20);
    shop.atSource("update sales.orders set updated_at = 500 where id in (3, 1000)");
    LoadException inIncrement = catchThrowableOfType(LoadException.class, () -> shop.run());
    assertThat(inIncrement).hasMessageContaining("the one with (updated_at, id) = ('500', '1000')");

    shop.run(request -> request.columns(ColumnChoice.exclude(List.of("doc"))).fullRefresh(true));
    assertThat(shop.copied()).isEqualTo(shop.expected("select id, updated_at from sales.orders"));
  }
}
