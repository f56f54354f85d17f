package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.Digest;
import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A project is run by one process at a time: a second one says who runs, or waits. */
@Timeout(60)
class TwoRunsTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @Test
  void theSecondSaysWhoRunsOrWaits(@TempDir Path folder) throws SQLException {
    ProjectFolder project = shop(folder, "two_runs");
    try (Connection gatekeeper = database.connect();
        Statement gate = gatekeeper.createStatement();
        TidemarkProcess first = lockedOut(gatekeeper, gate, project)) {

      Outcome refused = project.run("run", "--select", "other");
      try (TidemarkProcess patient =
          TidemarkProcess.in(folder).start("run", "--select", "other", "--lock-timeout", "50")) {
        awaitSessions("application_name like 'tidemark%' and wait_event = 'advisory'", patient);
        gatekeeper.rollback();

        refused
            .refused()
            .says("Another run works on this project and target", "shop@two_runs is being run by")
            .says("server process", "--lock-timeout SECONDS");
        first.outcome().succeeded().says("PASS=1");
        patient.outcome().succeeded().says("Waits for another run to end", "PASS=1");
      }
    }
  }

  @Test
  void aRunThatHasLostItsLockTakesItAgain(@TempDir Path folder) throws SQLException {
    ProjectFolder project = shop(folder, "lost_lock");
    try (Connection gatekeeper = database.connect();
        Statement gate = gatekeeper.createStatement();
        TidemarkProcess first = lockedOut(gatekeeper, gate, project)) {
      String lock = lock("lost_lock");

      database.execute("select pg_terminate_backend(pid) from pg_locks where " + lock);
      awaitSessions("pid in (select pid from pg_locks where " + lock + ")", first);
      Outcome second = project.run("run", "--select", "other");
      gatekeeper.rollback();

      second.refused().says("Another run works on this project and target");
      first.outcome().succeeded().says("The run's lock is held again", "PASS=1");
    }
  }

  @Test
  void aRunWhoseLockAnotherHasTakenStops(@TempDir Path folder) throws SQLException {
    ProjectFolder project = shop(folder, "taken_lock");
    try (Connection gatekeeper = database.connect();
        Statement gate = gatekeeper.createStatement();
        Connection other = database.connect();
        Statement taking = other.createStatement();
        TidemarkProcess first = lockedOut(gatekeeper, gate, project)) {

      taking.execute(
          "select pg_terminate_backend(pid) from pg_locks where %s; select pg_advisory_lock(%d)"
              .formatted(lock("taken_lock"), key("taken_lock")));

      first.outcome().nodeFailed().says("The run is stopped: another process has the run's lock");
    }
  }

  /** A model that can't go on before a test lets it, and another one. */
  private static ProjectFolder shop(Path folder, String schema) {
    database.execute("create table if not exists public.gate as select 1 as id");
    return ProjectFolder.in(folder, database.settings(), schema)
        .model("slow", "{{ config(materialized='table') }} select id from public.gate\n")
        .model("other", "select 1 as id\n");
  }

  private static long key(String schema) {
    return Digest.lockKey("tidemark run shop@" + schema);
  }

  /** Finds the run's lock in pg_locks, where it is held. */
  private static String lock(String schema) {
    return "locktype = 'advisory' and granted and ((classid::bigint << 32) | objid::bigint) = "
        + key(schema);
  }

  private static TidemarkProcess lockedOut(
      Connection gatekeeper, Statement gate, ProjectFolder project) throws SQLException {
    gatekeeper.setAutoCommit(false);
    gate.execute("lock table public.gate in access exclusive mode");
    TidemarkProcess first = project.start("run", "--select", "slow");
    awaitSessions("wait_event_type = 'Lock' and wait_event = 'relation'", first);
    return first;
  }

  /** Returns as soon as a session is in a state; the class's time limit ends it otherwise. */
  private static void awaitSessions(String state, TidemarkProcess process) {
    String query =
        "select count(*) from pg_stat_activity where datname = current_database() and " + state;
    while ("0".equals(database.queryText(query))) {
      assertThat(process.isAlive()).as("the process that should get there").isTrue();
    }
  }
}
