package io.tidemark.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.Outcome;
import io.tidemark.cli.TidemarkProcess;
import io.tidemark.postgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a server does to a run: connections that an administrator cuts, timeouts, locks, writers
 * that come in between, limits. The run says what happened and how to go on, and one more command
 * makes everything whole.
 */
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
class ServerFaultsTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final String CONTINUE = "Continue with: tidemark restart";

  private FaultShop shop;
  private List<String> relations;

  @BeforeAll
  void aShop(@TempDir Path folder) {
    shop = new FaultShop(folder, database);
  }

  @BeforeEach
  void somethingToLoad() {
    if (!shop.isWhole()) {
      shop.build();
    }
    relations = Relations.of(database);
    shop.grow(600);
    shop.guardTarget();
  }

  @AfterEach
  void nothingIsSet() {
    database.execute("alter database %s reset all".formatted(database.settings().database()));
  }

  /** The connection that waits there is the node's; after a chunk it is the job repository's. */
  @ParameterizedTest
  @EnumSource(names = {"FREEZE_COMMIT", "CHUNK", "AFTER_CHUNK", "SWAP"})
  void aConnectionIsCut(Point point) {
    cutAt(point);
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "ON_RUN_START",
        "FREEZE",
        "CHUNK_COMMIT",
        "SEAL",
        "SEAL_COMMIT",
        "POST_HOOK_OUTSIDE",
        "FIRST_LOAD"
      })
  @Tag("long")
  void aConnectionIsCutElsewhere(Point point) {
    cutAt(point);
  }

  private void cutAt(Point point) {
    CompletableFuture<Outcome> run;
    try (Gate gate = Gate.at(point, database)) {
      run = point.ofFirstLoad() ? shop.begin("run", "--full-refresh") : shop.begin("run");
      cut(gate.await(run));
      Outcome cut = run.join();
      assertThat(cut.exitCode()).as(cut.all()).isIn(1, 2);
      cut.says("terminating connection due to administrator command", CONTINUE);
      cut.neverSays("\tat ", "Caused by:");
    }
    shop.assertNothingTemporary(relations);

    oneMoreCommand();
  }

  /** Nobody holds the run's lock any more; the relation's lock and the checkpoint are enough. */
  @Test
  void theRunsLockIsCutAndAnotherRunComes() {
    CompletableFuture<Outcome> first;
    CompletableFuture<Outcome> second;
    try (Gate gate = Gate.at(Point.CHUNK, database)) {
      first = shop.begin("run");
      long node = gate.await(first);
      String lockHolder =
          """
          select a.pid from pg_stat_activity a join pg_locks l using (pid)
          where l.locktype = 'advisory' and l.granted and a.state = 'idle' and a.pid <> %d
            and a.datname = current_database()
          """
              .formatted(node);
      database.query("select pg_terminate_backend(pid) from (" + lockHolder + ") holder");
      // It gives the lock back only when it gets round to ending.
      Gate.await(database, "not exists (" + lockHolder + ")");
      second = shop.begin("run");
      Gate.await(
          database,
          "select count(*) > 1 from pg_locks where not granted and database ="
              + " (select oid from pg_database where datname = current_database())",
          second);
    }
    first.join();
    second.join().succeeded();

    oneMoreCommand();
  }

  /** The process is paused, its connections are cut, another finishes its work, and it wakes up. */
  @Test
  void aProcessThatWakesUpAfterAnotherHasFinishedItsWorkDoesNoHarm() throws Exception {
    try (Gate gate = Gate.at(Point.CHUNK, database);
        TidemarkProcess sleeper = shop.start("run")) {
      long node = gate.await(sleeper);
      signal("STOP", sleeper);
      database.query(
          """
          select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and application_name = 'tidemark'
            and state = 'idle' and pid <> pg_backend_pid()
          """);
      cut(node);
      gate.awaitNobody();
      gate.close();
      shop.run("run").succeeded();
      shop.assertWhole(relations);

      signal("CONT", sleeper);
      Outcome woken = sleeper.outcome();

      assertThat(woken.exitCode()).as(woken.all()).isIn(1, 2);
      woken.says(CONTINUE).neverSays("\tat ", "Caused by:");
      shop.assertWhole(relations);
    }
    oneMoreCommand();
  }

  /** The process pauses in a transaction for longer than the server allows. */
  @Test
  void aTransactionIsIdleForTooLong() throws Exception {
    set("idle_in_transaction_session_timeout = '2s'");
    try (Gate gate = Gate.at(Point.CHUNK, database);
        TidemarkProcess run = shop.start("run")) {
      long node = gate.await(run);
      signal("STOP", run);
      gate.close();
      Gate.await(
          database, "not exists (select from pg_stat_activity where pid = %d)".formatted(node));
      signal("CONT", run);

      run.outcome().nodeFailed().says("idle-in-transaction timeout", CONTINUE);
    }
    nothingIsSet();
    oneMoreCommand();
  }

  @Test
  void aLockIsNotHadInTime() {
    set("lock_timeout = '200ms'");
    try (Gate gate = Gate.at(Point.BEFORE_FIRST_CHUNK, database)) {
      shop.run("run")
          .nodeFailed()
          .says("canceling statement due to lock timeout", "Look who holds the lock", CONTINUE);
    }
    assertThat(shop.pending()).isTrue();
    nothingIsSet();
    oneMoreCommand();
  }

  @Test
  void aStatementTakesTooLong() {
    timeOut(Point.CHUNK);
  }

  @ParameterizedTest
  @EnumSource(names = {"FREEZE", "SEAL"})
  @Tag("long")
  void aStatementTakesTooLong(Point point) {
    timeOut(point);
  }

  private void timeOut(Point point) {
    set("statement_timeout = '1500ms'");
    try (Gate gate = Gate.at(point, database)) {
      shop.run("run")
          .nodeFailed()
          .says("canceling statement due to statement timeout", "statement_timeout", CONTINUE);
    }
    assertThat(shop.pending()).isEqualTo(point.leavesALoad());
    nothingIsSet();
    oneMoreCommand();
  }

  /** Somebody else writes a row of the chunk after the chunk's transaction has begun. */
  @Test
  void aWriterComesInBetween() {
    int row = shop.changedRow();
    shop.guardTarget(row);
    set("default_transaction_isolation = 'serializable'");
    CompletableFuture<Outcome> run;
    try (Gate gate = Gate.at(Point.CHUNK, database)) {
      run = shop.begin("run");
      gate.await(run);
      database.execute("update shop.orders set note = 'in between' where id < %d".formatted(row));
    }
    // What follows is our advice or the server's own hint, by the kind of statement it met.
    run.join().nodeFailed().says("could not serialize access", CONTINUE);
    assertThat(shop.pending()).isTrue();
    nothingIsSet();
    database.execute(
        "update shop.orders o set note = r.note from raw.orders r"
            + " where o.id = r.id and o.updated_at = r.updated_at and o.note = 'in between'");
    oneMoreCommand();
  }

  /** A quota: the freeze sorts, and may not use so much of the disk. */
  @Test
  void aQuotaIsUsedUp() {
    shop.grow(5000);
    set("work_mem = '64kB'");
    set("temp_file_limit = '64kB'");
    shop.run("run").nodeFailed().says("temporary file size exceeds temp_file_limit", CONTINUE);
    shop.assertNothingTemporary(relations);
    nothingIsSet();
    oneMoreCommand();
  }

  private void oneMoreCommand() {
    shop.run("run", "--lock-timeout", "60").succeeded();
    shop.assertWhole(relations);
  }

  private static void set(String setting) {
    database.execute("alter database %s set %s".formatted(database.settings().database(), setting));
  }

  private static void cut(long backend) {
    database.query("select pg_terminate_backend(%d)".formatted(backend));
  }

  private static void signal(String name, TidemarkProcess process)
      throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }
}
