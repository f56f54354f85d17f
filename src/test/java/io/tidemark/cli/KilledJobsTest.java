package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Launches that meet each other, and launches whose process is killed. */
@Timeout(240)
class KilledJobsTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @TempDir private Path folder;

  @Test
  void ofTwentyLaunchesAtOnceOneRuns() {
    JobFolder shop =
        JobFolder.in(folder, database, "twenty")
            .job(
                "daily",
                """
                tasks:
                  - {id: a, sql: "insert into TRACE (what) select 'a' from pg_sleep(1)"}
                  - {id: b, sql: "insert into TRACE (what) values ('b')", depends_on: [a]}
                """);
    List<TidemarkProcess> all = new ArrayList<>();
    List<Outcome> patient = new ArrayList<>();
    List<Outcome> others = new ArrayList<>();
    try {
      for (int i = 0; i < 10; i++) {
        all.add(shop.start("daily", "--date", "2026-10-05", "--lock-timeout", "120"));
        all.add(shop.start("daily", "--date", "2026-10-05"));
      }
      for (int i = 0; i < all.size(); i += 2) {
        patient.add(all.get(i).outcome());
        others.add(all.get(i + 1).outcome());
      }
    } finally {
      all.forEach(TidemarkProcess::close);
    }

    assertThat(shop.traces()).containsExactly("a", "b");
    assertThat(shop.launches("daily")).containsExactly("COMPLETED/COMPLETED");
    assertThat(patient).allSatisfy(Outcome::succeeded);
    assertThat(others)
        .allSatisfy(
            outcome -> {
              if (outcome.exitCode() == 0) {
                outcome.says("of daily for 2026-10-05T00:00Z");
              } else {
                outcome.nodeFailed().says("Not launched", "is being run by", "--lock-timeout");
              }
            });
  }

  @Test
  void whoIsKilledInATaskIsRecoveredAndItsProgramEnds() {
    JobFolder shop =
        JobFolder.in(folder, database, "in_task")
            .job(
                "daily",
                """
                tasks:
                  - {id: before, sql: "insert into TRACE (what) values ('before')"}
                  - {id: long, command: "echo $$ > pid; test -f go || sleep 1000", depends_on: [before]}
                """);
    try (TidemarkProcess first = shop.start("daily", "--date", "2026-10-05")) {
      awaitFile(shop, "pid", first);
      first.kill();
    }
    long child = Long.parseLong(shop.project().read("pid").strip());
    awaitEnd(child);

    shop.project().file("go", "");
    shop.run("daily", "--date", "2026-10-05")
        .succeeded()
        .says("had died; it is marked as failed", "continues run");

    assertThat(shop.traces()).containsExactly("before");
    assertThat(shop.launches("daily")).containsExactly("FAILED/UNKNOWN", "COMPLETED/COMPLETED");
  }

  @Test
  void whoIsKilledWhileItWaitsForAnotherTryTriesAtOnce() {
    JobFolder shop =
        JobFolder.in(folder, database, "in_delay")
            .job(
                "daily",
                """
                tasks:
                  - {id: a, command: "test -f go", retries: 3, retry_delay: 1h}
                  - {id: b, wait_for: {sql: "insert into TRACE (what) values ('look') returning (select count(*) > 1 from TRACE)", poke_interval: 1h, timeout: 1d}}
                """);
    try (TidemarkProcess first = shop.start("daily", "--date", "2026-10-05")) {
      first.until(
          database,
          "(select count(*) from tidemark.batch_step_execution s where exit_code = 'UP_FOR_RETRY')"
              + " = 1 and (select count(*) from in_delay.trace) = 1");
      first.kill();
    }

    database.execute("insert into in_delay.trace (what) values ('there')");
    shop.project().file("go", "");
    shop.run("daily", "--date", "2026-10-05").succeeded();

    assertThat(shop.states("daily"))
        .containsExactly("a=COMPLETED/COMPLETED", "b=COMPLETED/COMPLETED");
  }

  @Test
  void whoIsKilledInACallbackTellsAgainButDoesNothingTwice() {
    JobFolder shop =
        JobFolder.in(folder, database, "in_callback")
            .job(
                "daily",
                """
                tasks:
                  - id: a
                    sql: "insert into TRACE (what) values ('a')"
                    on_success: {command: "echo told >> told; test -f go || sleep 1000"}
                """);
    try (TidemarkProcess first = shop.start("daily", "--date", "2026-10-05")) {
      awaitFile(shop, "told", first);
      first.kill();
    }

    shop.project().file("go", "");
    shop.run("daily", "--date", "2026-10-05").succeeded();
    shop.run("daily", "--date", "2026-10-05").succeeded().says("already complete");

    assertThat(shop.traces()).containsExactly("a");
    assertThat(shop.project().read("told").lines()).hasSize(2);
  }

  @Test
  void whoIsAskedToEndMarksTheRunAsStoppedAndGoesOnLater() {
    JobFolder shop =
        JobFolder.in(folder, database, "stopped")
            .job(
                "daily",
                """
                tasks:
                  - {id: a, command: "echo $$ > pid; test -f go || sleep 1000"}
                  - {id: b, sql: "insert into TRACE (what) values ('b')", depends_on: [a]}
                """);
    Outcome stopped;
    try (TidemarkProcess first = shop.start("daily", "--date", "2026-10-05")) {
      awaitFile(shop, "pid", first);
      first.terminate();
      stopped = first.outcome();
    }
    awaitEnd(Long.parseLong(shop.project().read("pid").strip()));

    assertThat(stopped.exitCode()).isEqualTo(143);
    assertThat(shop.launches("daily")).containsExactly("STOPPED/STOPPED");
    assertThat(shop.states("daily")).containsExactly("a=STOPPED/STOPPED", "b=STOPPED/NOT_STARTED");
    shop.project().file("go", "");
    shop.run("daily", "--date", "2026-10-05").succeeded();
    assertThat(shop.traces()).containsExactly("b");
  }

  @Test
  void aPlainRunAndAJobKeepOutOfEachOthersWay() {
    JobFolder shop =
        JobFolder.in(folder, database, "beside")
            .model("m", "select 1 as id")
            .job(
                "daily",
                "tasks: [{id: a, command: \"echo > here; until test -f go; do sleep 0.1;"
                    + " done\"}]\n")
            .job("other", "tasks: [{id: a, sql: \"select 1\"}]\n");
    try (TidemarkProcess first = shop.start("daily", "--date", "2026-10-05")) {
      awaitFile(shop, "here", first);

      shop.project().run("run").refused().says("Another run works on this project and target");
      shop.run("daily", "--date", "2026-10-05").nodeFailed().says("Not launched");
      shop.run("daily", "--date", "2026-10-05", "--skip-if-running").succeeded();
      shop.run("daily", "--date", "2026-10-06").nodeFailed().says("max_active_runs of daily is 1");
      shop.run("other", "--date", "2026-10-05").succeeded();
      shop.project().file("go", "");

      first.outcome().succeeded();
    }
  }

  @Test
  void whoMeetsTheSameCatchupElsewhereSaysSoOnce() {
    JobFolder shop =
        JobFolder.in(folder, database, "two_catchups")
            .job(
                "daily",
                """
                schedule: "@daily"
                start_date: %s
                catchup: true
                tasks: [{id: a, command: "echo > here; until test -f go; do sleep 0.1; done"}]
                """
                    .formatted(LocalDate.now(ZoneOffset.UTC).minusDays(3)));
    try (TidemarkProcess first = shop.start("daily")) {
      awaitFile(shop, "here", first);

      Outcome second = shop.run("daily");
      shop.project().file("go", "");

      assertThat(second.nodeFailed().lines())
          .filteredOn(line -> line.contains("Not launched"))
          .hasSize(1);
      first.outcome().succeeded();
    }
    assertThat(shop.launches("daily")).hasSize(3).containsOnly("COMPLETED/COMPLETED");
  }

  private static void awaitFile(JobFolder shop, String file, TidemarkProcess process) {
    while (!shop.project().has(file) || shop.project().read(file).isEmpty()) {
      if (!process.isAlive()) {
        throw new AssertionError("it has ended: " + process.outcome().all());
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** The class's time limit ends it otherwise. */
  private static void awaitEnd(long pid) {
    ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
  }
}
