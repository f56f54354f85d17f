package io.tidemark.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.load.increment.LoadException;
import io.tidemark.load.increment.OnSchemaChange;
import io.tidemark.postgres.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The source's columns change; {@code on_schema_change} says what becomes of that. */
class DriftTest {

  @RegisterExtension static final TestDatabase SOURCE = TestDatabase.fresh();
  @RegisterExtension static final TestDatabase TARGET = TestDatabase.fresh();

  private TransferFixture shop;

  @BeforeEach
  void orders() {
    shop = new TransferFixture(SOURCE, TARGET);
    shop.atSource(
        """
        create table sales.orders (
          id int primary key, amount int not null, code varchar(3), gone text, updated_at timestamp not null);
        insert into sales.orders select i, i, 'abc', 'g', '2024-01-01' from generate_series(1, 20) as i
        """);
    shop.run();
  }

  private TransferResult run(OnSchemaChange behaviour) {
    return shop.run(request -> request.schemaChange(behaviour));
  }

  private static @Nullable String columns() {
    return TARGET.queryText(
        """
        select string_agg(attname || ' ' || format_type(atttypid, atttypmod), ', ' order by attnum)
        from pg_attribute where attrelid = 'raw.orders'::regclass and attnum > 0 and not attisdropped
        """);
  }

  @Test
  void ignoreLeavesNewColumnsOut() {
    shop.atSource(
        "alter table sales.orders add note text; update sales.orders set amount = 0, note = 'n',"
            + " updated_at = now()");

    run(OnSchemaChange.IGNORE);

    assertThat(shop.copied())
        .isEqualTo(shop.expected("select id, amount, code, gone, updated_at from sales.orders"));
    assertThat(shop.notices()).anyMatch(text -> text.contains("note text, which is not copied"));
  }

  @Test
  void ignoreDoesNotAcceptAVanishedColumn() {
    shop.atSource("alter table sales.orders drop gone");

    assertThatThrownBy(() -> run(OnSchemaChange.IGNORE))
        .isInstanceOf(LoadException.class)
        .hasMessage("raw.orders has gone, which the source no longer has");
  }

  @Test
  void failSaysWhatDiffers() {
    shop.atSource("alter table sales.orders drop gone, add note text");

    assertThatThrownBy(() -> run(OnSchemaChange.FAIL))
        .isInstanceOf(LoadException.class)
        .hasMessage(
            "the columns of the source and of raw.orders differ: new note text; vanished gone");
  }

  @Test
  void appendNewColumnsKeepsVanishedOnes() {
    shop.atSource(
        """
        alter table sales.orders drop gone, add note text;
        update sales.orders set note = 'n', updated_at = now() where id <= 5
        """);

    run(OnSchemaChange.APPEND_NEW_COLUMNS);

    assertThat(columns()).endsWith("gone text, updated_at timestamp without time zone, note text");
    assertThat(shop.copied("select id, amount, code, updated_at, note from raw.orders"))
        .isEqualTo(shop.expected("select id, amount, code, updated_at, note from sales.orders"));
  }

  @Test
  void syncAllColumnsFollowsTheSource() {
    TARGET.execute("create view raw.amounts as select id, amount from raw.orders");
    shop.atSource(
        """
        alter table sales.orders drop gone, add note text, alter amount type bigint;
        update sales.orders set amount = 5000000000, note = 'n', updated_at = now()
        """);

    run(OnSchemaChange.SYNC_ALL_COLUMNS);

    assertThat(shop.copied()).isEqualTo(shop.expected());
    assertThat(columns()).contains("amount bigint");
    assertThat(shop.copied("select * from raw.amounts where amount = 5000000000")).hasSize(20);
  }

  @Test
  void aWiderTypeIsAnErrorThatNamesTheColumn() {
    shop.atSource("alter table sales.orders alter amount type bigint");

    assertThatThrownBy(() -> run(OnSchemaChange.APPEND_NEW_COLUMNS))
        .isInstanceOfSatisfying(
            LoadException.class,
            wrong -> {
              assertThat(wrong)
                  .hasMessage(
                      "column \"amount\" is bigint at the source now and integer in raw.orders,"
                          + " which does not hold each of its values");
              assertThat(wrong.next()).contains("sync_all_columns");
              assertThat(wrong.column()).isEqualTo("amount");
            });
  }

  @Test
  void aTypeThatBecomesAnotherOneIsAnErrorWhateverIsAsked() {
    shop.atSource("alter table sales.orders alter amount type date using '2024-01-01'");

    assertThatThrownBy(() -> run(OnSchemaChange.SYNC_ALL_COLUMNS))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("\"amount\" is date at the source now and integer in raw.orders");
  }

  @Test
  void aLongerTextIsAlwaysTaken() {
    shop.atSource(
        "alter table sales.orders alter code type varchar(30); update sales.orders set code ="
            + " 'longer', updated_at = now()");

    run(OnSchemaChange.IGNORE);

    assertThat(shop.copied()).isEqualTo(shop.expected());
    assertThat(columns()).contains("code character varying(30)");
  }

  @Test
  void aNarrowerTypeStillFits() {
    shop.atSource(
        "alter table sales.orders alter amount type smallint; update sales.orders set amount = -7,"
            + " updated_at = now()");

    run(OnSchemaChange.FAIL);

    assertThat(shop.copied()).isEqualTo(shop.expected());
    assertThat(columns()).contains("amount integer");
  }

  @Test
  void aColumnThatMayBeNullNowMayBeNullInTheCopy() {
    shop.atSource(
        "alter table sales.orders alter amount drop not null; update sales.orders set amount ="
            + " null, updated_at = now()");

    run(OnSchemaChange.IGNORE);

    assertThat(shop.copied()).isEqualTo(shop.expected());
  }
}
