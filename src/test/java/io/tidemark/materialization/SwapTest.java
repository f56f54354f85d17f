package io.tidemark.materialization;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A relation is replaced at once: readers see the old one or the new one, and views stay. */
class SwapTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final String TABLE = "{{ config(materialized='table') }} ";

  private Path folder;
  private Warehouse warehouse;

  @BeforeEach
  void empty(@TempDir Path directory) {
    folder = directory;
    warehouse = new Warehouse(folder, database);
  }

  @ParameterizedTest
  @ValueSource(strings = {"orders", "reading_orders"})
  void readersNeverMissARelation(String read) throws Exception {
    warehouse.project().model("orders", TABLE + "select i as id from generate_series(1, 100) i");
    warehouse.run();
    warehouse.execute("create view public.reading_orders as select * from public.orders");
    AtomicBoolean done = new AtomicBoolean();
    CountDownLatch reading = new CountDownLatch(1);
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      Future<Integer> reader = threads.submit(() -> readUntil(done, reading, "public." + read));
      assertThat(reading.await(60, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < 12; i++) {
        warehouse.run();
      }
      done.set(true);

      assertThat(reader.get(60, TimeUnit.SECONDS)).isPositive();
    } finally {
      threads.shutdownNow();
    }
  }

  private static int readUntil(AtomicBoolean done, CountDownLatch reading, String relation)
      throws SQLException {
    int times = 0;
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      while (!done.get()) {
        try (ResultSet row = statement.executeQuery("select count(*) from " + relation)) {
          row.next();
          assertThat(row.getLong(1)).isEqualTo(100);
        }
        times++;
        reading.countDown();
      }
    }
    return times;
  }

  @Test
  void viewsStayWithTheirOptionsAndGrants() {
    warehouse.project().model("orders", TABLE + "select 1 as id, 'a' as note");
    warehouse.run();
    warehouse.execute(
        """
        create view public."Own View" with (security_barrier=true, check_option=local) as
          select id, note from public.orders where id > 0;
        create view public.second as select id + 1 as next from public."Own View";
        grant select on public."Own View" to public
        """);
    warehouse.project().model("orders", TABLE + "select 5 as id, 'b' as note, 'new' as more");

    warehouse.run();

    assertThat(warehouse.rows("select * from public.second")).containsExactly("(6)");
    assertThat(warehouse.text("select reloptions::text from pg_class where relname = 'Own View'"))
        .isEqualTo("{security_barrier=true,check_option=local}");
    assertThat(
            warehouse.text("select has_table_privilege('public', 'public.\"Own View\"', 'select')"))
        .isEqualTo("true");
    assertThat(warehouse.told().notices()).isEmpty();
  }

  /** Another thread, say, that builds the view anew. */
  @Test
  void aViewMayVanishWhileItIsLookedAt() throws Exception {
    warehouse.project().model("orders", TABLE + "select 1 as id");
    warehouse.run();
    warehouse.execute(
        "create view public.going as select id from public.orders;"
            + " create view public.staying as select id from public.orders");
    String going = warehouse.text("select 'public.going'::regclass::oid");
    warehouse.project().model("orders", TABLE + "select 2 as id");
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("drop view public.going");
      Future<?> run = threads.submit(() -> warehouse.run());
      awaitWaiting(going, 1, run);
      connection.commit();
      run.get(60, TimeUnit.SECONDS);
    } finally {
      threads.shutdownNow();
    }

    assertThat(warehouse.rows("select * from public.staying")).containsExactly("(2)");
  }

  /**
   * Who asks for a view's definition locks all that it reads. Red (a deadlock) where that comes
   * before the view is locked.
   */
  @Test
  void twoTablesOfOneViewAreReplacedAtOnce() throws Exception {
    warehouse.project().threads(2).model("a", TABLE + "select 1 as id");
    warehouse.project().model("b", TABLE + "select 2 as id");
    warehouse.run();
    warehouse.execute("create view public.both as select a.id + b.id as sum from a, b");
    String both = warehouse.text("select 'public.both'::regclass::oid");
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("alter view public.both set schema public");
      Future<?> run = threads.submit(() -> warehouse.run());
      awaitWaiting(both, 2, run);
      connection.rollback();
      run.get(60, TimeUnit.SECONDS);
    } finally {
      threads.shutdownNow();
    }

    assertThat(warehouse.rows("select * from public.both")).containsExactly("(3)");
  }

  private void awaitWaiting(String relation, int sessions, Future<?> run) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    String waiting = "select count(*) from pg_locks where not granted and relation = " + relation;
    while (!warehouse.text(waiting).equals(String.valueOf(sessions))) {
      assertThat(run.isDone() || System.nanoTime() > end).as("it never came to the view").isFalse();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  @Test
  void onlyWhatCannotStayGoesAndIsNamed() {
    warehouse.project().model("orders", TABLE + "select 1 as id, 'a' as note");
    warehouse.run();
    warehouse.execute(
        """
        create view public.keeps as select id from public.orders;
        create view public.loses as select note from public.orders;
        create materialized view public.stored as select id from public.orders
        """);
    warehouse.project().model("orders", TABLE + "select 2 as id");

    warehouse.run();

    assertThat(warehouse.rows("select * from public.keeps")).containsExactly("(2)");
    assertThat(warehouse.relations()).contains("(public,keeps,v)", "(public,orders,r)");
    assertThat(warehouse.relations()).noneMatch(r -> r.contains("loses") || r.contains("stored"));
    assertThat(warehouse.told().notices())
        .containsExactly(
            "what depends on the old public.orders was dropped with it, as dbt does:"
                + " public.loses, public.stored");
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "view", "materialized view"})
  void whatStandsInThePlaceIsReplaced(String kind) {
    String as = kind.equals("table") ? "table" : kind;
    for (String materialized : List.of("table", "view", "incremental")) {
      warehouse = new Warehouse(folder, database);
      warehouse.execute("create %s public.orders as select 'old' as note".formatted(as));
      warehouse.project().model("orders", config(materialized) + "select 'new' as note");

      if (kind.equals("table") && materialized.equals("incremental")) {
        warehouse.project().fullRefresh(true);
      }
      warehouse.run();

      assertThat(warehouse.rows("select * from public.orders")).containsExactly("(new)");
      assertThat(warehouse.kind("orders")).isEqualTo(materialized.equals("view") ? "v" : "r");
      assertThat(warehouse.relations()).noneMatch(name -> name.contains("__dbt"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "view", "incremental"})
  void whatAKilledRunOfDbtLeftIsNotInTheWay(String materialized) {
    warehouse.execute(
        """
        create view public.orders__dbt_tmp as select 1;
        create table public.orders__dbt_backup ();
        create table public.orders as select 1 as id
        """);
    warehouse.project().fullRefresh(true).model("orders", config(materialized) + "select 2 as id");

    warehouse.run();

    assertThat(warehouse.rows("select * from public.orders")).containsExactly("(2)");
    assertThat(warehouse.relations()).noneMatch(name -> name.contains("__dbt"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"table", "view", "incremental"})
  void aModelThatFailsLeavesAllAsItWas(String materialized) {
    warehouse.project().model("orders", config(materialized) + "select 1 as id");
    warehouse.run();
    List<String> before = warehouse.relations();
    for (String wrong :
        List.of(
            "select 1 / (id - id) as id from (select 1 as id) t where nope",
            "select 1 as id, 2 as id",
            "select 1 as id {{ config(post_hook='select no_such_function()') }}",
            "select 1 as id {{ config(pre_hook='select no_such_function()') }}")) {
      warehouse.project().model("orders", config(materialized) + wrong);

      assertThat(warehouse.tryToRun().successful()).as(wrong).isFalse();

      assertThat(warehouse.rows("select * from public.orders")).containsExactly("(1)");
      assertThat(warehouse.relations()).isEqualTo(before);
    }
  }

  @Test
  void namesOfSixtyThreeBytes() {
    String one = "n".repeat(62) + "1";
    String two = "n".repeat(62) + "2";
    for (int i = 0; i < 2; i++) {
      warehouse
          .project()
          .model(
              one,
              "{{ config(materialized='table', indexes=[{'columns': ['id']}]) }} select 1 as id")
          .model(two, "{{ config(materialized='incremental', unique_key='id') }} select 2 as id");
      warehouse.run();
    }

    assertThat(warehouse.rows("select * from public." + one)).containsExactly("(1)");
    assertThat(warehouse.rows("select * from public." + two)).containsExactly("(2)");
  }

  private static String config(String materialized) {
    return "{{ config(materialized='" + materialized + "') }} ";
  }
}
