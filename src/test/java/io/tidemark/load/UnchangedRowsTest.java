package io.tidemark.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.Database;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.RunningStatements;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import io.tidemark.postgres.TestDatabase;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** I8: what the target holds already is taken out of the increment, and nothing else is. */
class UnchangedRowsTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final List<String> KEY = List.of("id");
  private static final List<String> ALL = List.of("id", "amount", "note");

  @BeforeEach
  void aTargetOfFiveThousandRows() {
    database.execute(
        """
        drop schema public cascade; create schema public;
        create table public.orders as
        select i as id, (i / 10.0)::numeric as amount, json_build_object('no', i) as note
        from generate_series(1, 5000) as i;
        create unique index on public.orders (id)
        """);
  }

  @Test
  void onlyRowsThatDifferOrAreNewStay() {
    stage("select * from public.orders where id > 1000");
    database.execute(
        """
        update public.staging set amount = amount + 1 where id between 2001 and 2010;
        insert into public.staging
        select i, 1, null from generate_series(5001, 5005) as i
        """);

    assertThat(takeOut(4005, ALL)).isEqualTo(15);

    assertThat(staged()).isEqualTo("2001..2010, 5001..5005");
  }

  @Test
  void anIncrementThatBringsNothingIsEmptyAfterwards() {
    stage("select * from public.orders");

    assertThat(takeOut(5000, ALL)).isZero();

    assertThat(staged()).isNull();
  }

  /** Looking each row up before it is written would be work for nothing. */
  @Test
  void anIncrementOfChangesIsLeftAsItIs() {
    stage("select id, amount + 1 as amount, note from public.orders");
    database.execute(
        "update public.staging s set amount = t.amount from public.orders t"
            + " where t.id = s.id and t.id <= 500");
    String before = database.queryText("select 'public.staging'::regclass::oid");

    assertThat(takeOut(5000, ALL)).isEqualTo(5000);

    assertThat(database.queryText("select 'public.staging'::regclass::oid")).isEqualTo(before);
  }

  @Test
  void whatReadsDifferentlyDiffers() {
    stage("select * from public.orders");
    database.execute(
        """
        update public.staging set amount = amount::text::numeric(10, 4) where id = 7;
        update public.staging set note = '{"no" :  8}' where id = 8;
        update public.staging set note = null where id = 9
        """);

    assertThat(takeOut(5000, ALL)).isEqualTo(3);

    assertThat(staged()).isEqualTo("7..9");
  }

  @Test
  void aRowWithoutAKeyMatchesNone() {
    stage("select * from public.orders");
    database.execute(
        """
        insert into public.orders values (null, 1, null);
        insert into public.staging values (null, 1, null)
        """);

    assertThat(takeOut(5001, ALL)).isEqualTo(1);

    assertThat(database.queryText("select count(*) from public.staging where id is null"))
        .isEqualTo("1");
  }

  @Test
  void columnsThatAMergeLeavesAloneDoNotCount() {
    stage("select id, amount + 1 as amount, note from public.orders");

    assertThat(takeOut(5000, List.of("note"))).isZero();
  }

  @Test
  void whereAMergeUpdatesNothingOnlyNewKeysStay() {
    stage("select id + 10 as id, amount, note from public.orders");

    assertThat(takeOut(5000, List.of())).isEqualTo(10);

    assertThat(staged()).isEqualTo("5001..5010");
  }

  @Test
  void theStagingTableStaysLogged() {
    stage("select * from public.orders");

    takeOut(5000, ALL);

    assertThat(
            database.queryText(
                "select relpersistence::text from pg_class where relname = 'staging'"))
        .isEqualTo("p");
    assertThat(database.queryText("select to_regclass('public.staging_changed')")).isNull();
  }

  private static void stage(String query) {
    database.execute("create table public.staging as " + query);
  }

  private static long takeOut(long rows, List<String> compared) {
    String name = database.settings().database();
    try (Database connected = Database.of(database.settings(), 1);
        Session session = new Session(connected.connect(), new RunningStatements())) {
      UnchangedRows unchanged =
          new UnchangedRows(
              session,
              new Statements(),
              new Relation(name, "public", "orders"),
              new Relation(name, "public", "staging"),
              false);
      return session.inTransaction(() -> unchanged.takeOut(rows, KEY, compared));
    }
  }

  /** The keys in the staging table as ranges; null if there are none. */
  private static @Nullable String staged() {
    return database.queryText(
        """
        select string_agg(min || '..' || max, ', ' order by min) from (
          select min(id), max(id) from (select id, id - row_number() over (order by id) as part
            from public.staging) as numbered
          group by part
        ) as ranges
        """);
  }
}
