package io.tidemark.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.cli.ProjectFolder;
import io.tidemark.cli.TidemarkProcess;
import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * I1 for whole processes: killed, terminated or cut off in the middle, one more command makes the
 * target what it would have been.
 *
 * <p>Where a run has to stand still, a trigger lets it wait for a lock that the test holds.
 */
class KilledRunTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final String HOLD = "select pg_advisory_lock(4711)";

  private Path folder;

  @BeforeEach
  void aTargetAndALargeIncrement(@TempDir Path directory) {
    folder = directory;
    database.execute("drop schema if exists tidemark cascade");
    database.execute("drop schema public cascade; create schema public");
    database.execute(
        """
        create table public.raw as
          select i as id, rpad('old', 80) as note from generate_series(1, 1000) i;
        create function public.wait() returns trigger language plpgsql as $$
        begin
          perform pg_advisory_lock_shared(4711);
          perform pg_advisory_unlock_shared(4711);
          return new;
        end $$
        """);
    new TestProject(folder, database.settings())
        .model(
            "orders",
            """
            {{ config(materialized='incremental', unique_key='id', chunk_size=200) }}
            select * from public.raw
            {% if is_incremental() %} where id > (select max(id) from {{ this }}) {% endif %}
            """)
        .model("after", "select count(*) as n from {{ ref('orders') }}")
        .run();
    database.execute(
        """
        insert into public.raw select 6001 - i, rpad('new', 80) from generate_series(1001, 5000) i
        """);
    ProjectFolder.empty(folder)
        .file(
            "profiles.yml",
            ProjectFolder.profiles(ProjectFolder.output("test", database.settings(), "public")));
  }

  /** What the job repository says of it; every point is in the fault suite. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "public.orders | new.id = 3000 | restart",
        "tidemark.batch_step_execution | new.commit_count >= 3 | run"
      })
  void aKilledProcessIsTakenOverAndNothingIsLostOrDoubled(String table, String when, String next)
      throws Exception {
    holdAt(table, when);
    try (Connection holder = database.connect();
        Statement hold = holder.createStatement()) {
      hold.execute(HOLD);
      try (TidemarkProcess run = TidemarkProcess.in(folder).start("run")) {
        run.until(database, "select count(*) > 0 from pg_locks where not granted and objid = 4711");
        run.kill();
      }
    }
    database.execute("drop trigger hold on " + table);

    try (TidemarkProcess again = TidemarkProcess.in(folder).start(next, "--lock-timeout", "100")) {
      assertThat(again.outcome().exitCode()).as(again.outcome().all()).isZero();
    }

    assertWhole();
    assertThat(jobs()).containsExactly("COMPLETED", "FAILED", "COMPLETED");
  }

  @Test
  void aTerminatedProcessMarksItsRunStoppedAndExits143() throws Exception {
    holdAt("public.orders", "new.id = 3000");
    try (Connection holder = database.connect();
        Statement hold = holder.createStatement()) {
      hold.execute(HOLD);
      try (TidemarkProcess run = TidemarkProcess.in(folder).start("run")) {
        run.until(database, "select count(*) > 0 from pg_locks where not granted and objid = 4711");
        run.terminate();

        assertThat(run.outcome().exitCode()).as(run.outcome().all()).isEqualTo(143);
        run.outcome()
            .says("STOPPED sql incremental model public.orders", "[STOPPED at chunk ")
            .says("Stopped by a signal. What is done is kept.", "Continue with: ")
            .neverSays("ERROR creating", "Failure in");
      }
    }
    assertThat(jobs()).containsExactly("COMPLETED", "STOPPED");
    database.execute("drop trigger hold on public.orders");

    RunResult restarted = new TestProject(folder, database.settings()).restart();

    assertThat(restarted.successful()).isTrue();
    assertWhole();
  }

  @ParameterizedTest
  @ValueSource(strings = {"new.id = 5000", "new.id = 3000", "new.id = 1001"})
  void aLostConnectionIsAFailureAndTheNextOneGoesOn(String when) throws Exception {
    database.execute(
        """
        create function public.die() returns trigger language plpgsql as $$
        begin
          if %s then perform pg_terminate_backend(pg_backend_pid()); end if;
          return new;
        end $$;
        create trigger hold before insert on public.orders
          for each row execute function public.die()
        """
            .formatted(when));
    TestProject project = new TestProject(folder, database.settings());

    RunResult failed = project.run();
    database.execute("drop trigger hold on public.orders");
    RunResult restarted = project.restart();

    assertThat(failed.count(RunStatus.ERROR)).isEqualTo(1);
    assertThat(failed.count(RunStatus.SKIPPED)).isEqualTo(1);
    assertThat(restarted.successful()).isTrue();
    assertWhole();
  }

  /**
   * I5: two who load one model take turns, and each finds the other's work done. Red where the
   * relation's lock is given without being taken.
   */
  @Test
  void twoJobsThatLoadOneModelTakeTurns() throws Exception {
    holdAt("public.orders", "new.id = 3000");
    RecordedRun told = new RecordedRun();
    Thread second;
    try (Connection holder = database.connect();
        Statement hold = holder.createStatement()) {
      hold.execute(HOLD);
      try (TidemarkProcess run = TidemarkProcess.in(folder).start("run")) {
        run.until(database, "select count(*) > 0 from pg_locks where not granted and objid = 4711");
        TestProject other =
            new TestProject(folder, database.settings()).tell(told).as("another@public");
        second = new Thread(other::run);
        second.start();
        run.until(database, "select count(*) > 1 from pg_locks where not granted");
        hold.execute("select pg_advisory_unlock(4711)");
        assertThat(run.outcome().exitCode()).as(run.outcome().all()).isZero();
      }
    }
    second.join(60_000);

    assertThat(told.notices()).contains("waiting for another run that is loading public.orders");
    assertThat(told.resumed()).isEmpty();
    assertWhole();
  }

  @Test
  void twoRunsOfOneProjectNeverOverlap() throws Exception {
    holdAt("public.orders", "new.id = 3000");
    try (Connection holder = database.connect();
        Statement hold = holder.createStatement()) {
      hold.execute(HOLD);
      try (TidemarkProcess first = TidemarkProcess.in(folder).start("run")) {
        first.until(
            database, "select count(*) > 0 from pg_locks where not granted and objid = 4711");
        try (TidemarkProcess impatient = TidemarkProcess.in(folder).start("run")) {
          assertThat(impatient.outcome().exitCode()).isEqualTo(2);
          assertThat(impatient.outcome().all())
              .contains("Another run works on this project and target");
        }
        try (TidemarkProcess patient =
            TidemarkProcess.in(folder).start("run", "--lock-timeout", "300")) {
          patient.until(database, "select count(*) > 1 from pg_locks where not granted");
          patient.terminate();
          assertThat(patient.outcome().exitCode()).isEqualTo(143);
        }
        hold.execute("select pg_advisory_unlock(4711)");
        assertThat(first.outcome().exitCode()).as(first.outcome().all()).isZero();
      }
    }
    assertWhole();
    assertThat(jobs()).containsExactly("COMPLETED", "COMPLETED");
  }

  private static void holdAt(String table, String when) {
    database.execute(
        """
        create trigger hold before insert or update on %s
          for each row when (%s) execute function public.wait()
        """
            .formatted(table, when));
  }

  private static void assertWhole() {
    assertThat(
            database.queryText("select count(*) || ' ' || count(distinct id) from public.orders"))
        .isEqualTo("5000 5000");
    assertThat(
            database.query(
                "select id, note from public.raw except select id, note from public.orders"))
        .isEmpty();
    assertThat(database.query("select * from tidemark.checkpoint_part")).isEmpty();
    assertThat(
            database.queryText(
                "select string_agg(n.nspname || '.' || c.relname, ' ') from pg_class c"
                    + " join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'v')"
                    + " and n.nspname in ('public', 'tidemark')"
                    + " and (c.relname like 'staging%' or c.relname like '%dbt%')"))
        .isNull();
  }

  private static List<String> jobs() {
    return database
        .query("select status from tidemark.batch_job_execution order by job_execution_id")
        .stream()
        .map(row -> String.valueOf(row.get(0)))
        .toList();
  }
}
