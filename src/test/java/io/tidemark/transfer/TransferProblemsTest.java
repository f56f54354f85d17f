package io.tidemark.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.load.increment.LoadException;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Secret;
import io.tidemark.postgres.TestDatabase;
import io.tidemark.transfer.plan.ColumnChoice;
import io.tidemark.transfer.plan.Deletes;
import io.tidemark.transfer.plan.TransferRequest;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What is wrong is told before a row is read, with what is there and what to do; nothing is left.
 */
class TransferProblemsTest {

  @RegisterExtension static final TestDatabase SOURCE = TestDatabase.fresh();
  @RegisterExtension static final TestDatabase TARGET = TestDatabase.fresh();

  private TransferFixture shop;

  @BeforeEach
  void orders() {
    shop = new TransferFixture(SOURCE, TARGET);
    shop.atSource(
        """
        create table sales.orders (id int, customer text, doc jsonb, updated_at timestamp);
        insert into sales.orders select i, 'c', '{}', '2024-01-01' from generate_series(1, 250) as i
        """);
  }

  private LoadException problem(UnaryOperator<TransferRequest.Builder> settings) {
    LoadException wrong = catchThrowableOfType(LoadException.class, () -> shop.run(settings));
    assertThat(shop.committed()).isEmpty();
    assertThat(shop.unfinished()).isEmpty();
    return wrong;
  }

  private static UnaryOperator<TransferRequest.Builder> table(String schema, String name) {
    return request ->
        TransferRequest.builder(
            "source.shop.raw.orders",
            new Relation(SOURCE.settings().database(), schema, name),
            new Relation(TARGET.settings().database(), "raw", "orders"));
  }

  @Test
  void aTableThatIsNotThere() {
    LoadException wrong = problem(table("sales", "order"));

    assertThat(wrong).hasMessage("the source has no table or view sales.order");
    assertThat(wrong.next()).isEqualTo("Did you mean \"orders\"?");
  }

  @Test
  void aSchemaThatIsNotThere() {
    LoadException wrong = problem(table("saels", "orders"));

    assertThat(wrong)
        .hasMessage("the source's database has no schema \"saels\" that this role may use");
    assertThat(wrong.next()).isEqualTo("Did you mean \"sales\"?");
  }

  @Test
  void columnsThatAreNotThere() {
    assertThat(problem(request -> request.watermark("updatedat")))
        .hasMessage(
            "watermark names \"updatedat\", which is no column of sales.orders at the source")
        .returns("Did you mean \"updated_at\"?", LoadException::next)
        .returns("watermark", LoadException::config);
    assertThat(problem(request -> request.uniqueKey(List.of("order_number"))).next())
        .isEqualTo("Its columns are id, customer, doc, updated_at.");
    assertThat(problem(request -> request.columns(ColumnChoice.exclude(List.of("dco")))))
        .returns("columns", LoadException::config)
        .returns("Did you mean \"doc\"?", LoadException::next);
    assertThat(problem(request -> request.columns(ColumnChoice.include(List.of("id")))))
        .hasMessage("the watermark column \"updated_at\" is left out by columns");
  }

  @Test
  void aWatermarkThatDoesNotGrow() {
    assertThat(problem(request -> request.watermark("doc")))
        .hasMessage("the watermark \"doc\" is of type jsonb, which does not grow with time");
    shop.atSource("update sales.orders set updated_at = 'infinity' where id = 1");
    assertThat(problem(request -> request))
        .hasMessage(
            "the greatest updated_at of sales.orders is infinity, so that no row could ever be"
                + " newer");
  }

  @Test
  void aLookbackThatIsNone() {
    shop.run();
    shop.committed().clear();

    assertThat(problem(request -> request.lookback("3")).next()).contains("'3 days'");
    assertThat(problem(request -> request.lookback("soon")))
        .hasMessage(
            "lookback 'soon' can't be taken off the watermark \"updated_at\", which is a timestamp"
                + " without time zone");
    assertThat(problem(request -> request.lookback("-1 hour")).next())
        .isEqualTo("It must not be negative.");
    assertThat(problem(request -> request.watermark("id").lookback("1 hour")).next())
        .isEqualTo("Write a number, how far below the mark is read again.");
    assertThat(problem(request -> request.lookback("1 hour").uniqueKey(List.of())))
        .hasMessageStartingWith("lookback needs a unique_key");
  }

  @Test
  void deletesNeedAKey() {
    assertThat(problem(request -> request.uniqueKey(List.of()).deletes(Deletes.REMOVE)))
        .hasMessageStartingWith("deletes: remove needs a unique_key");
  }

  @Test
  void aKeyThatIsNotUnique() {
    shop.run();
    String before = String.join("\n", shop.copied());
    shop.committed().clear();
    shop.atSource(
        "insert into sales.orders select i % 5, 'twin', null, '2024-02-01' from generate_series(1,"
            + " 10) as i");

    LoadException wrong = problem(request -> request);

    assertThat(wrong.getMessage())
        .startsWith("unique_key (id) of sales.orders is not unique at the source: (")
        .contains("(1) (2 rows)".substring(4));
    assertThat(String.valueOf(wrong.getMessage()).split(";", -1)).hasSize(3);
    assertThat(wrong.config()).isEqualTo("unique_key");
    assertThat(String.join("\n", shop.copied())).isEqualTo(before);
    assertThat(problem(request -> request.fullRefresh(true)).getMessage()).contains("not unique");
    assertThat(String.join("\n", shop.copied())).isEqualTo(before);
  }

  @Test
  void aKeyThatIsNull() {
    shop.atSource("insert into sales.orders values (null, 'c', null, '2024-02-01')");

    assertThatThrownBy(() -> shop.run())
        .hasStackTraceContaining("unique_key column \"id\" is NULL in a row of the source");
    shop.atSource("update sales.orders set id = 999 where id is null");
    shop.run();

    assertThat(shop.copied()).isEqualTo(shop.expected());
    shop.atSource("insert into sales.orders values (null, 'c', null, '2024-03-01')");
    assertThatThrownBy(() -> shop.run())
        .isInstanceOf(LoadException.class)
        .hasMessage("unique_key column \"id\" is NULL in a row of the source");
  }

  @Test
  void noRightToRead() {
    shop.atSource(
        """
        do $$ begin
          create role tidemark_reader login password 'secret-of-the-reader';
        exception when duplicate_object then null; end $$
        """);
    shop.through(
        SOURCE.settings().toBuilder()
            .user("tidemark_reader")
            .password(Secret.of("secret-of-the-reader"))
            .build());

    LoadException wrong = problem(request -> request);

    assertThat(wrong)
        .hasMessage("the role tidemark_reader has no right to read sales.orders at the source");
    assertThat(wrong.next())
        .isEqualTo(
            "As its owner: grant usage on schema \"sales\" to \"tidemark_reader\"; grant select on"
                + " \"sales\".\"orders\" to \"tidemark_reader\";");

    shop.atSource(
        "grant usage on schema sales to tidemark_reader; grant select (id, customer) on"
            + " sales.orders to tidemark_reader");
    assertThat(problem(request -> request))
        .hasMessageContaining("the columns doc, updated_at of sales.orders");
    shop.run(
        request ->
            request.watermark(null).columns(ColumnChoice.include(List.of("id", "customer"))));
    assertThat(shop.copied()).isEqualTo(shop.expected("select id, customer from sales.orders"));
  }

  @Test
  void aConditionThatIsWrong() {
    assertThat(problem(request -> request.where("no_such_column > 1")))
        .hasMessage(
            "the source refuses the condition \"no_such_column > 1\": column \"no_such_column\""
                + " does not exist")
        .returns("where", LoadException::config);
    assertThat(problem(request -> request.where("id > ) -- x")))
        .hasMessageContaining("syntax error");
  }

  @Test
  void aLargeTableWithoutAnIndexOnItsWatermark() {
    shop.atSource("update pg_class set reltuples = 5e6 where oid = 'sales.orders'::regclass");

    shop.run();

    assertThat(shop.warnings())
        .anyMatch(
            text ->
                text.contains("about 5,000,000 rows")
                    && text.endsWith(
                        "create index concurrently on \"sales\".\"orders\" (\"updated_at\","
                            + " \"id\");"));
  }

  @Test
  void whatStandsInTheWayIsNotReplaced() {
    shop.atTarget("create schema raw; create view raw.orders as select 1 as id");

    assertThat(problem(request -> request))
        .hasMessage("the copy can't go into raw.orders: it is a view");
  }
}
