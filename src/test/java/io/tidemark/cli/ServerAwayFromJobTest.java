package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.SeverableServer;
import io.tidemark.postgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The server goes away under a job's run and comes back. */
@Timeout(120)
class ServerAwayFromJobTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final String LOST = "The connection that holds the run's lock is lost";

  @TempDir private Path folder;

  @Test
  void theRunGoesOnOnceItIsBack() throws IOException {
    try (SeverableServer server = SeverableServer.before(database.settings())) {
      JobFolder shop = job("comes_back", server);
      try (TidemarkProcess process = shop.start("daily", "--date", "2026-10-05")) {
        await(shop, "here", "", process);
        server.sever();
        shop.project().file("go", "");
        await(shop, "logs/tidemark.log", LOST, process);
        server.restore();

        process.outcome().succeeded().says(LOST);
      }

      assertThat(shop.traces()).containsExactly("seen", "b");
      assertThat(shop.launches("daily")).containsExactly("COMPLETED/COMPLETED");
    }
  }

  @Test
  void whoHasBeenTakenOverStops() throws IOException {
    try (SeverableServer server = SeverableServer.before(database.settings())) {
      JobFolder shop = job("taken_over", server);
      try (TidemarkProcess process = shop.start("daily", "--date", "2026-10-05")) {
        await(shop, "here", "", process);
        server.sever();
        await(shop, "logs/tidemark.log", LOST, process);
        JobFolder elsewhere = JobFolder.of(folder.resolve("elsewhere"), database, "taken_over");
        elsewhere.project().file("jobs/daily.yml", shop.project().read("jobs/daily.yml"));
        elsewhere.project().file("go", "");
        elsewhere
            .run("daily", "--date", "2026-10-05", "--lock-timeout", "60")
            .succeeded()
            .says("had died; it is marked as failed");
        server.restore();

        assertThat(process.outcome().all()).contains("The run is stopped: another process");
      }

      assertThat(shop.traces()).containsExactly("seen", "b");
      assertThat(shop.launches("daily")).endsWith("COMPLETED/COMPLETED").hasSize(2);
    }
  }

  private JobFolder job(String schema, SeverableServer server) {
    return JobFolder.in(folder, database, server.settings(), schema)
        .job(
            "daily",
            """
            tasks:
              - {id: a, command: "echo here > here; until test -f go; do sleep 0.1; done"}
              - {id: seen, wait_for: {sql: "insert into TRACE (what) values ('seen') returning true"}, depends_on: [a]}
              - {id: b, sql: "insert into TRACE (what) values ('b')", depends_on: [seen], when: "true"}
            """);
  }

  private static void await(JobFolder shop, String file, String text, TidemarkProcess process) {
    while (!shop.project().has(file) || !shop.project().read(file).contains(text)) {
      if (!process.isAlive()) {
        throw new AssertionError("it has ended: " + process.outcome().all());
      }
      LockSupport.parkNanos(10_000_000);
    }
  }
}
