package io.tidemark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.load.increment.ChunkSize;
import io.tidemark.load.increment.LoadException;
import io.tidemark.load.increment.LoadMethod;
import io.tidemark.load.increment.OnSchemaChange;
import io.tidemark.load.increment.Strategy;
import io.tidemark.postgres.StatementException;
import io.tidemark.postgres.TestDatabase;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * I6: the target becomes what dbt's own statements make of a copy of it, whichever way the rows
 * take. Red where keys that repeat are not seen, and where the upsert is taken for every key with
 * an index.
 */
class DbtResultTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final List<String> NO_PREDICATES = List.of();

  private LoadFixture fixture;

  @BeforeEach
  void empty() {
    fixture = new LoadFixture(database);
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void aKeyOfOneColumn(Strategy strategy) {
    given("select i as id, 'old ' || i as note from generate_series(1, 6) i", "id");
    incoming("select i as id, 'new ' || i as note from generate_series(4, 9) i");

    assertSame(strategy, List.of("id"), List.of("id", "note"));

    assertThat(fixture.method())
        .isEqualTo(strategy == Strategy.APPEND ? LoadMethod.INSERT : LoadMethod.UPSERT);
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void aKeyOfSeveralColumns(Strategy strategy) {
    given(
        "select i % 3 as shop, i as no, 'old' as note from generate_series(1, 9) i", "shop", "no");
    incoming("select i % 3 as shop, i as no, 'new' as note from generate_series(5, 14) i");

    assertSame(strategy, List.of("shop", "no"), List.of("shop", "no", "note"));
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void keysWithANullMatchNothing(Strategy strategy) {
    given(
        "select * from (values (1, 1, 'a'), (null, 1, 'b'), (2, null, 'c')) t(x, y, note)",
        "x",
        "y");
    incoming(
        "select * from (values (1, 1, 'A'), (null, 1, 'B'), (2, null, 'C'), (null, null, 'D'))"
            + " t(x, y, note)");

    assertSame(strategy, List.of("x", "y"), List.of("x", "y", "note"));
  }

  @Test
  void rowsThatRepeatAKeyInTheIncrementAreAllKept() {
    given("select i as id, 'old' as note from generate_series(1, 5) i", "id");
    incoming("select * from (values (2, 'x'), (2, 'y'), (2, 'y'), (9, 'z'), (9, 'z')) t(id, note)");

    assertSame(Strategy.DELETE_INSERT, List.of("id"), List.of("id", "note"));

    assertThat(fixture.method()).isEqualTo(LoadMethod.DELETE_INSERT);
    assertThat(fixture.notices())
        .singleElement()
        .asString()
        .contains("repeats keys (2; 9)", "unique index");
  }

  @Test
  void aMergeKeepsNewRowsThatRepeatAKey() {
    given("select i as id, 'old' as note from generate_series(1, 5) i", "id");
    incoming("select * from (values (2, 'x'), (9, 'y'), (9, 'z')) t(id, note)");

    assertSame(Strategy.MERGE, List.of("id"), List.of("id", "note"));
  }

  @Test
  void aMergeThatMeetsAKeyTwiceNamesItBeforeAnythingIsWritten() {
    given("select i as id, 'old' as note from generate_series(1, 5) i", "id");
    incoming("select * from (values (2, 'x'), (2, 'y'), (9, 'z')) t(id, note)");
    List<String> before = fixture.rows("public.orders");
    List<String> relations = fixture.relations();

    assertThatThrownBy(() -> fixture.load(fixture.request(Strategy.MERGE, "id")))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("holds the key 2 more than once");

    assertThatThrownBy(
            () -> oracle(DbtOracle.merge(List.of("id"), columns(), columns(), NO_PREDICATES)))
        .hasMessageContaining("cannot affect row a second time");
    assertThat(fixture.rows("public.orders")).isEqualTo(before);
    assertThat(fixture.relations()).isEqualTo(relations);
  }

  @Test
  void aMergeWhosePredicateKeepsTheKeysApartIsNoError() {
    given("select i as id, 'old' as note from generate_series(1, 5) i", "id");
    incoming("select * from (values (2, 'x'), (2, 'y')) t(id, note)");
    List<String> predicates = List.of("DBT_INTERNAL_DEST.note = 'none has it'");

    oracle(DbtOracle.merge(List.of("id"), columns(), columns(), predicates));
    fixture.load(fixture.request(Strategy.MERGE, "id").where(predicates.get(0)));

    assertEqual();
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void aTargetThatRepeatsKeys(Strategy strategy) {
    given("select i % 3 as id, 'old ' || i as note from generate_series(1, 9) i", "id");
    incoming("select * from (values (1, 'x'), (7, 'y')) t(id, note)");

    assertSame(strategy, List.of("id"), List.of("id", "note"));

    assertThat(fixture.notices())
        .contains(
            "3 keys of public.orders (\"id\") occur more than once: 0; 1; 2; it gets no unique"
                + " index, and increments go dbt's slower way");
  }

  @Test
  void quotedAndUnicodeNames() {
    given(
        "select i as \"Größe \"\"x\"\"\", i as \"Order\", 'o' as \"select\" from generate_series(1,"
            + " 4) i",
        "\"Größe \"\"x\"\"\"",
        "\"Order\"");
    incoming(
        "select i as \"Größe \"\"x\"\"\", i as \"Order\", 'n' as \"select\" from generate_series(3,"
            + " 6) i");

    assertSame(
        Strategy.DELETE_INSERT,
        List.of("\"Größe \"\"x\"\"\"", "\"Order\""),
        List.of("\"Größe \"\"x\"\"\"", "\"Order\"", "\"select\""));
    assertThat(fixture.method()).isEqualTo(LoadMethod.UPSERT);
  }

  @Test
  void aKeyIsFoldedAsInSql() {
    given("select i as order_id, 'o' as note from generate_series(1, 4) i", "Order_ID");
    incoming("select i as order_id, 'n' as note from generate_series(3, 6) i");

    assertSame(Strategy.MERGE, List.of("Order_ID"), List.of("order_id", "note"));
    assertThat(fixture.method()).isEqualTo(LoadMethod.UPSERT);
  }

  @Test
  void aKeyThatIsAnExpression() {
    given("select i as a, i % 2 as b, 'o' as note from generate_series(1, 6) i", "a || '-' || b");
    incoming("select i as a, i % 2 as b, 'n' as note from generate_series(4, 9) i");

    assertSame(Strategy.DELETE_INSERT, List.of("a || '-' || b"), List.of("a", "b", "note"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Strategy.class,
      names = {"DELETE_INSERT", "MERGE"})
  void predicatesNarrowTheRowsOfTheTarget(Strategy strategy) {
    given("select i as id, i % 2 as part, 'old' as note from generate_series(1, 6) i", "id");
    incoming("select i as id, i % 2 as part, 'new' as note from generate_series(3, 8) i");
    List<String> predicates = List.of("DBT_INTERNAL_DEST.part = 1", "DBT_INTERNAL_DEST.id < 6");
    List<String> columns = List.of("id", "part", "note");

    oracle(
        strategy == Strategy.MERGE
            ? DbtOracle.merge(List.of("id"), columns, columns, predicates)
            : DbtOracle.deleteInsert(List.of("id"), columns, predicates));
    fixture.load(fixture.request(strategy, "id").where(predicates.get(0), predicates.get(1)));

    assertEqual();
  }

  /**
   * dbt puts no parentheses around it: the OR takes rows away whose key is not in the increment.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  void aPredicateWithAnOrStandsBesideTheKeys(int rows) {
    given("select i as id, 'old ' || i as note from generate_series(1, 9) i", "id");
    incoming("select i as id, 'new' as note from generate_series(1, %d) i".formatted(rows));
    String predicate = "DBT_INTERNAL_DEST.id < 3 or DBT_INTERNAL_DEST.note = 'old 7'";

    oracle(DbtOracle.deleteInsert(List.of("id"), columns(), List.of(predicate)));
    fixture.load(fixture.request(Strategy.DELETE_INSERT, "id").where(predicate));

    assertEqual();
    assertThat(fixture.rows("public.orders")).doesNotContain("(7,\"old 7\")");
  }

  /** 1.4 and 0.6 are two keys to dbt's delete, and both become 1 where they are inserted. */
  @Test
  void aKeyThatIsCastOnItsWay() {
    given("select i as id, 'old' as note from generate_series(1, 4) i", "id");
    incoming("select * from (values (1.4, 'x'), (0.6, 'y'), (3.0, 'z')) t(id, note)");

    assertSame(Strategy.DELETE_INSERT, List.of("id"), columns());

    assertThat(fixture.rows("public.orders")).contains("(1,old)", "(1,x)", "(1,y)", "(3,z)");
    assertThat(fixture.notices())
        .containsExactly(
            "the unique index of public.orders is gone, because unique_key is of another type in"
                + " the model");
  }

  /** Its name begins like that of a type with a hash; it has an order only. */
  @Test
  void aKeyOfATypeWithoutAHash() {
    database.execute("create domain public.text_amount as money");
    given(
        "select i::text::money::public.text_amount as id, i % 3 as shop, 'old' as note"
            + " from generate_series(1, 9) i",
        "id", "shop");
    incoming(
        "select i::text::money::public.text_amount as id, i % 3 as shop, 'new' as note"
            + " from generate_series(5, 12) i");

    assertSame(Strategy.DELETE_INSERT, List.of("id", "shop"), List.of("id", "shop", "note"));
  }

  /** MERGE could not use the index then, and would read the whole target for each row. */
  @ParameterizedTest
  @ValueSource(strings = {"", "collate \"C\""})
  void anotherCollationGoesByTheIndexToo(String collation) {
    given(
        "select i::text " + collation + " as id, 'old' as note from generate_series(1, 9) i", "id");
    incoming("select i::text as id, 'old' as note from generate_series(5, 12) i");

    assertSame(Strategy.MERGE, List.of("id"), columns());

    assertThat(fixture.method()).isEqualTo(LoadMethod.UPSERT);
    // ON CONFLICT locks the rows that it finds, MERGE doesn't.
    assertThat(database.queryText("select count(*) from public.orders where xmax <> 0"))
        .isEqualTo(collation.isEmpty() ? "0" : "5");
  }

  @Test
  void integersThatFitTakeTheFastWay() {
    given("select i::bigint as id, 'old' as note from generate_series(1, 4) i", "id");
    incoming("select i::int as id, 'new' as note from generate_series(3, 6) i");

    assertSame(Strategy.DELETE_INSERT, List.of("id"), columns());

    assertThat(fixture.method()).isEqualTo(LoadMethod.UPSERT);
  }

  /** The last row is the one that can't be had: nothing of those before it may stay. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "create unique index on public.orders (note)",
        "alter table public.orders alter note set not null",
        "alter table public.orders add check (note <> 'new 500')"
      })
  void aRowThatTheTargetRefusesLeavesNothingOfTheOthers(String rule) {
    given(
        "select i as id, 'old ' || i as note, rpad('', 500) as wide from generate_series(1, 9) i");
    fixture.execute(rule);
    List<String> before = fixture.rows("public.orders");
    List<String> relations = fixture.relations();
    incoming(
        """
        select i as id,
          case i when 499 then null when 501 then 'new 500' else 'new ' || i end as note,
          rpad('', 500) as wide
        from generate_series(400, 501) i
        """);

    assertThatThrownBy(
            () -> fixture.load(fixture.request(Strategy.APPEND).inChunksOf(new ChunkSize(10))))
        .isInstanceOf(StatementException.class);

    assertThat(fixture.rows("public.orders")).isEqualTo(before);
    assertThat(fixture.relations()).isEqualTo(relations);
    assertThat(fixture.notices())
        .singleElement()
        .asString()
        .startsWith("the increment is applied in one transaction, because ");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aMergeUpdatesWhatItIsToldTo(boolean indexed) {
    String[] key = indexed ? new String[] {"id"} : new String[0];
    given("select i as id, 'o' as a, 'o' as b, 'o' as \"C\" from generate_series(1, 4) i", key);
    incoming("select i as id, 'n' as a, 'n' as b, 'n' as \"C\" from generate_series(3, 6) i");
    List<String> columns = List.of("id", "a", "b", "\"C\"");

    oracle(DbtOracle.merge(List.of("id"), columns, List.of("a", "\"C\""), NO_PREDICATES));
    fixture.load(fixture.request(Strategy.MERGE, "id").updating("A", "\"C\""));

    assertEqual();
  }

  @Test
  void aMergeLeavesOutWhatItIsToldTo() {
    given("select i as id, 'o' as a, 'o' as b, 'o' as \"C\" from generate_series(1, 4) i", "id");
    incoming("select i as id, 'n' as a, 'n' as b, 'n' as \"C\" from generate_series(3, 6) i");
    List<String> columns = List.of("id", "a", "b", "\"C\"");

    oracle(DbtOracle.merge(List.of("id"), columns, List.of("id", "b"), NO_PREDICATES));
    fixture.load(fixture.request(Strategy.MERGE, "id").excluding("A", "c"));

    assertEqual();
  }

  @Test
  void aColumnToUpdateThatIsNoneIsNamed() {
    given("select 1 as id, 'o' as a", "id");

    assertThatThrownBy(
            () -> fixture.load(fixture.request(Strategy.MERGE, "id").updating("a", "amuont")))
        .isInstanceOf(LoadException.class)
        .hasMessage(
            "merge_update_columns names \"amuont\", which is no column of the model; its columns"
                + " are id, a");
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void typesWithoutAnEquality(Strategy strategy) {
    given(
        "select i as id, '{\"a\": 1}'::json as j, '<a/>'::xml as x, point(1, 1) as p from"
            + " generate_series(1, 4) i",
        "id");
    incoming(
        "select i as id, '{\"a\":1}'::json as j, '<a></a>'::xml as x, point(1, 2) as p from"
            + " generate_series(3, 6) i");

    assertSame(strategy, List.of("id"), List.of("id", "j", "x", "p"));
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void valuesThatAreEqualButNotTheSame(Strategy strategy) {
    given(
        "select i as id, 1.0::numeric as n, interval '24 hours' as d from generate_series(1, 3) i",
        "id");
    incoming(
        "select i as id, 1.00::numeric as n, interval '1 day' as d from generate_series(2, 4) i");

    assertSame(strategy, List.of("id"), List.of("id", "n", "d"));
  }

  @Test
  void aColumnThatTheServerComputesIsLeftToIt() {
    given("select i as id, i * 2 as twice from generate_series(1, 4) i", "id");
    fixture.execute(
        """
        alter table public.orders add sum int generated always as (id + twice) stored;
        alter table public.orders add no int generated always as identity
        """);
    incoming("select i as id, i * 3 as twice from generate_series(3, 6) i");

    fixture.load(fixture.request(Strategy.DELETE_INSERT, "id"));

    assertThat(fixture.rows("(select id, twice, sum from public.orders)"))
        .containsExactly("(1,2,3)", "(2,4,6)", "(3,9,12)", "(4,12,16)", "(5,15,20)", "(6,18,24)");
  }

  @Test
  void aColumnThatTheModelLostGetsItsDefaultWhereTheRowIsReplaced() {
    given("select i as id, 'old' as note, 'kept?' as lost from generate_series(1, 4) i", "id");
    incoming("select i as id, 'new' as note from generate_series(3, 6) i");

    oracle(DbtOracle.deleteInsert(List.of("id"), columns(), NO_PREDICATES));
    fixture.load(
        fixture
            .request(Strategy.DELETE_INSERT, "id")
            .onSchemaChange(OnSchemaChange.APPEND_NEW_COLUMNS));

    assertEqual();
  }

  @Test
  void valuesOfAnotherUniqueIndexMayChangePlaces() {
    given("select * from (values (1, 'one@x'), (2, 'two@x'), (3, 'three@x')) t(id, note)", "id");
    fixture.execute("create unique index on public.orders (note)");
    incoming("select * from (values (1, 'two@x'), (2, 'one@x')) t(id, note)");

    assertSame(Strategy.DELETE_INSERT, List.of("id"), columns());
  }

  @Test
  void anIndexOnAnEarlierKeyRefusesNothing() {
    given("select i as id, 1 as day, 'old' as note from generate_series(1, 5) i", "id");
    incoming("select i as id, 2 as day, 'new' as note from generate_series(4, 8) i");

    assertSame(Strategy.DELETE_INSERT, List.of("id", "day"), List.of("id", "day", "note"));

    assertThat(fixture.notices())
        .containsExactly(
            "the unique index of public.orders is gone, because unique_key is another one now");
  }

  @Test
  void anyStateAndAnyIncrement() {
    Random random = new Random(20240101);
    for (int round = 0; round < 10; round++) {
      fixture = new LoadFixture(database);
      boolean unique = random.nextBoolean();
      given(randomRows(random, unique), "a", "b");
      incoming(randomRows(random, random.nextBoolean()));
      List<String> columns = List.of("a", "b", "note");

      oracle(DbtOracle.deleteInsert(List.of("a", "b"), columns, NO_PREDICATES));
      fixture.load(
          fixture
              .request(Strategy.DELETE_INSERT, "a", "b")
              .inChunksOf(new ChunkSize(1 + random.nextInt(600))));

      assertThat(fixture.rows("public.orders"))
          .as("round %d", round)
          .isEqualTo(fixture.rows("public.oracle"));
    }
  }

  private static String randomRows(Random random, boolean unique) {
    String rows =
        "select nullif(h %% 40, 0) as a, nullif(h / 40 %% 20, 0) as b, 'note ' || h as note from"
            + " (select abs(hashint4(i + %d)) as h from generate_series(1, %d) i) t";
    String some = rows.formatted(random.nextInt(100_000), random.nextInt(900));
    return unique ? "select distinct on (a, b) * from (" + some + ") t" : some;
  }

  private static List<String> columns() {
    return List.of("id", "note");
  }

  private void given(String query, String... key) {
    incoming(query);
    fixture.build(key);
    fixture.execute("create table public.oracle as select * from public.orders");
  }

  private void incoming(String query) {
    fixture.execute(
        "drop table if exists public.incoming; create table public.incoming as " + query);
  }

  private void oracle(String statements) {
    fixture.execute(statements);
  }

  private void assertSame(Strategy strategy, List<String> key, List<String> columns) {
    oracle(
        switch (strategy) {
          case APPEND -> DbtOracle.append(columns);
          case DELETE_INSERT -> DbtOracle.deleteInsert(key, columns, NO_PREDICATES);
          case MERGE -> DbtOracle.merge(key, columns, columns, NO_PREDICATES);
        });
    fixture.load(fixture.request(strategy, key.toArray(String[]::new)));
    assertEqual();
  }

  private void assertEqual() {
    assertThat(fixture.rows("public.orders")).isEqualTo(fixture.rows("public.oracle"));
  }
}
