package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
    // A model that can't go on before this test lets it.
    database.execute("create table public.gate as select 1 as id");
    ProjectFolder project =
        ProjectFolder.in(folder, database.settings(), "two_runs")
            .model("slow", "{{ config(materialized='table') }} select id from public.gate\n")
            .model("other", "select 1 as id\n");
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
