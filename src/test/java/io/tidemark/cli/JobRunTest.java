package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code run --job}: what a job's tasks do, in which order, and what a second launch does. */
@Timeout(120)
class JobRunTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @TempDir private Path folder;

  @Test
  void tasksRunInTheirOrderAndOnce() {
    JobFolder shop =
        JobFolder.in(folder, database, "in_order")
            .model("a", "{{ config(materialized='table') }} select '{{ ds }}' as day")
            .model("b", "select * from {{ ref('a') }}")
            .job(
                "daily",
                """
                schedule: "0 3 * * *"
                params: {region: EU}
                tasks:
                  - {id: models, select: "+b"}
                  - id: note
                    sql: |
                      insert into TRACE (what) select day || ' {{ params.region }}' from {{ ref('b') }};
                      insert into TRACE (what) values ('{{ ts }} {{ run_id }} {{ task }} {{ try_number }}')
                    depends_on: [models]
                  - {id: say, command: "echo $WHO reads jobs/$(ls jobs)", env: {WHO: "{{ job }}"}, depends_on: [note]}
                  - {id: words, command: [echo, "{{ task }}  $HOME"], depends_on: [note]}
                  - {id: filed, sql: {file: sql/filed.sql}, depends_on: [note]}
                """);
    shop.project()
        .file("sql/filed.sql", "insert into in_order.trace (what) values ('{{ task }}')\n");

    Outcome first = shop.run("daily", "--date", "2026-10-05", "--param", "region=US");
    Outcome second = shop.run("daily", "--date", "2026-10-05");

    first
        .succeeded()
        .says("task say | daily reads jobs/daily.yml", "task words | words  $HOME", "5 success");
    second.succeeded().says("already complete");
    assertThat(shop.traces())
        .containsExactly(
            "2026-10-05 US",
            "2026-10-05T03:00:00+00:00 scheduled__2026-10-05T03:00:00+00:00 note 1",
            "filed");
    assertThat(shop.states("daily"))
        .containsExactly(
            "filed=COMPLETED/COMPLETED",
            "models=COMPLETED/COMPLETED",
            "models/model.shop.a=COMPLETED/COMPLETED",
            "models/model.shop.b=COMPLETED/COMPLETED",
            "note=COMPLETED/COMPLETED",
            "say=COMPLETED/COMPLETED",
            "words=COMPLETED/COMPLETED");
    assertThat(shop.launches("daily")).containsExactly("COMPLETED/COMPLETED");
  }

  @Test
  void aFailedRunGoesOnWhereItFailed() {
    JobFolder shop =
        JobFolder.in(folder, database, "goes_on")
            .model("a", "{{ config(materialized='table') }} select 1 as id")
            .model("b", "{{ config(materialized='table') }} select id from goes_on.missing")
            .model("c", "select * from {{ ref('b') }}")
            .job(
                "daily",
                """
                schedule: "@daily"
                tasks:
                  - {id: first, sql: "insert into TRACE (what) values ('first')"}
                  - {id: models, select: "a+ b+", depends_on: [first]}
                  - {id: last, sql: "insert into TRACE (what) values ('last')", depends_on: [models]}
                """);

    Outcome failed = shop.run("daily", "--date", "2026-10-05");
    assertThat(shop.states("daily"))
        .containsExactly(
            "first=COMPLETED/COMPLETED",
            "last=FAILED/UPSTREAM_FAILED",
            "models=FAILED/FAILED",
            "models/model.shop.a=COMPLETED/COMPLETED",
            "models/model.shop.b=FAILED/FAILED",
            "models/model.shop.c=FAILED/UPSTREAM_FAILED");
    String number =
        String.valueOf(
            database.queryText("select max(job_execution_id) from tidemark.batch_job_execution"));
    shop.project()
        .run("restart", number)
        .refused()
        .says("is one of the job daily", "run --job daily --date 2026-10-05T00:00:00Z");
    database.execute("create table goes_on.missing as select 1 as id");
    Outcome again = shop.run("daily", "--date", "2026-10-05");

    failed
        .nodeFailed()
        .says("goes_on.missing", "run --job daily --date 2026-10-05T00:00Z")
        .says("task last: UPSTREAM_FAILED: models failed");
    again.succeeded().says("continues run", "model shop.b".replace("shop.", "goes_on."));
    assertThat(again.all()).doesNotContain("goes_on.a ");
    assertThat(shop.traces()).containsExactly("first", "last");
    assertThat(shop.launches("daily")).containsExactly("FAILED/FAILED", "COMPLETED/COMPLETED");
  }

  @Test
  void triggerRulesConditionsAndSkipsAreAirflows() {
    JobFolder shop =
        JobFolder.in(folder, database, "rules")
            .job(
                "daily",
                """
                tasks:
                  - {id: bad, sql: "select 1/0"}
                  - {id: good, sql: "insert into TRACE (what) values ('good')"}
                  - {id: not_today, sql: "insert into TRACE (what) values ('no')", when: "{{ ds == '1999-12-31' }}"}
                  - {id: if_rows, sql: "insert into TRACE (what) values ('rows')", when: "select count(*) > 0 from TRACE", depends_on: [good]}
                  - {id: no_rows, sql: "select 1", when: "exists (select from TRACE where what = 'never')", depends_on: [good]}
                  - {id: by_code, command: "exit 99", skip_on_exit_code: 99}
                  - {id: after_skip, sql: "select 1", depends_on: [not_today, good]}
                  - {id: pager, command: "echo {{ task }}", trigger_rule: one_failed, depends_on: [bad, good]}
                  - {id: calm, command: "echo no", trigger_rule: one_failed, depends_on: [good]}
                  - {id: anyway, sql: "insert into TRACE (what) values ('anyway')", trigger_rule: all_done, depends_on: [bad, by_code, if_rows]}
                  - {id: blocked, sql: "select 1", depends_on: [bad]}
                  - {id: none_failed, sql: "select 1", trigger_rule: none_failed, depends_on: [by_code, good]}
                """);

    Outcome outcome = shop.run("daily", "--date", "2026-10-05");

    outcome.nodeFailed().says("division by zero", "task pager | pager");
    assertThat(shop.states("daily"))
        .containsExactly(
            "after_skip=COMPLETED/SKIPPED",
            "anyway=COMPLETED/COMPLETED",
            "bad=FAILED/FAILED",
            "blocked=FAILED/UPSTREAM_FAILED",
            "by_code=COMPLETED/SKIPPED",
            "calm=COMPLETED/SKIPPED",
            "good=COMPLETED/COMPLETED",
            "if_rows=COMPLETED/COMPLETED",
            "no_rows=COMPLETED/SKIPPED",
            "none_failed=COMPLETED/COMPLETED",
            "not_today=COMPLETED/SKIPPED",
            "pager=COMPLETED/COMPLETED");
    assertThat(shop.traces()).containsExactly("good", "rows", "anyway");
  }

  @Test
  void aTaskIsTriedAgainAndKnowsIt() {
    JobFolder shop =
        JobFolder.in(folder, database, "tries")
            .model(
                "later",
                "{{ config(materialized='table') }} select 1 / ({{ try_number }} - 1) as id")
            .job(
                "daily",
                """
                defaults: {retries: 2, retry_delay: 0s}
                tasks:
                  - {id: third, command: "test {{ try_number }} = 3"}
                  - {id: model, select: later}
                  - {id: never, sql: "select 1/0", retries: 1}
                """);

    Outcome outcome = shop.run("daily", "--date", "2026-10-05");

    outcome
        .nodeFailed()
        .says("task third: FAILED (try 2 of 3), tries again in 0.00s")
        .says("FAILED (try 1 of 3)", "task never: FAILED (try 1 of 2)");
    assertThat(shop.states("daily"))
        .containsExactly(
            "model=COMPLETED/COMPLETED",
            "model/model.shop.later=COMPLETED/COMPLETED",
            "never=FAILED/FAILED",
            "third=COMPLETED/COMPLETED");
  }

  @Test
  void whatATaskLeavesInItsSessionIsGone() {
    String look =
        """
        sql: "insert into TRACE (what) select concat_ws(' ', pg_backend_pid(), current_setting('TimeZone'), \
        current_setting('search_path'), current_user, to_regclass('pg_temp.left_over'), \
        (select count(*) from pg_locks where locktype = 'advisory' and objid = 42), \
        (select count(*) from pg_prepared_statements where name = 'kept'))"\
        """;
    JobFolder shop =
        JobFolder.in(folder, database, "traces")
            .job(
                "daily",
                """
                tasks:
                  - {id: before, %1$s}
                  - id: leaves
                    sql: |
                      set timezone = 'Asia/Tokyo';
                      set search_path = pg_catalog;
                      create temporary table left_over (x int);
                      prepare kept as select 1;
                      set role pg_monitor;
                      select pg_advisory_lock(42)
                    depends_on: [before]
                  - {id: after, %1$s, depends_on: [leaves]}
                """
                    .formatted(look));

    shop.run("daily", "--date", "2026-10-05").succeeded();

    assertThat(shop.traces()).hasSize(2);
    assertThat(shop.traces().get(1)).isEqualTo(shop.traces().get(0)).endsWith(" 0 0");
  }

  @Test
  void aRetryResumesALoadFromItsCheckpoint() {
    JobFolder shop =
        JobFolder.in(folder, database, "resumes")
            .model(
                "m",
                """
                {{ config(materialized='incremental', unique_key='id', chunk_size=100, parallel=1) }}
                select id, value from resumes.source
                """)
            .job("daily", "tasks: [{id: load, select: m, retries: 1, retry_delay: 0s}]\n");
    database.execute(
        "create table resumes.source as select i as id, 1 as value from generate_series(1, 500) i");
    shop.run("daily", "--date", "2026-10-05").succeeded();
    // What nextval gives is not undone with the chunk: the second time the row is let in.
    database.execute(
        """
        update resumes.source set value = 2;
        create sequence resumes.visit;
        create function resumes.refuse() returns trigger language plpgsql as $$
        begin
          if new.id = 450 and nextval('resumes.visit') = 1 then
            raise 'not yet';
          end if;
          return new;
        end $$;
        create trigger refuse before insert or update on resumes.m
          for each row execute function resumes.refuse()
        """);

    shop.run("daily", "--date", "2026-10-06")
        .succeeded()
        .says("tries again in 0.00s", "not yet", "resumes.m: continues at row ");

    assertThat(database.queryText("select sum(value) from resumes.m")).isEqualTo("1000");
  }

  @Test
  void aTryThatTakesTooLongIsCancelled() {
    JobFolder shop =
        JobFolder.in(folder, database, "too_long")
            .model("slow", "{{ config(materialized='table') }} select pg_sleep(100)")
            .job(
                "daily",
                """
                defaults: {execution_timeout: 1s}
                tasks:
                  - {id: query, sql: "select pg_sleep(100)"}
                  - {id: process, command: "sleep 100 & sleep 100"}
                  - {id: model, select: slow}
                """);

    shop.run("daily", "--date", "2026-10-05")
        .nodeFailed()
        .says("task query: FAILED", "task process: FAILED", "The execution_timeout of 1s is over");

    assertThat(shop.states("daily"))
        .containsExactly(
            "model=FAILED/FAILED",
            "model/model.shop.slow=FAILED/FAILED",
            "process=FAILED/FAILED",
            "query=FAILED/FAILED");
  }

  @Test
  void aSensorWaitsForWhatComes() {
    JobFolder shop =
        JobFolder.in(folder, database, "sensors")
            .job(
                "daily",
                """
                tasks:
                  - {id: landed, wait_for: {sql: "insert into TRACE (what) values ('look') returning (select count(*) >= 2 from TRACE)", poke_interval: 1s, timeout: 1m}}
                  - {id: soft, wait_for: {sql: "select false", poke_interval: 1s, timeout: 0s, soft_fail: true}}
                  - {id: hard, wait_for: {sql: "select false", poke_interval: 1s, timeout: 0s}, retries: 3}
                """);

    Outcome outcome = shop.run("daily", "--date", "2026-10-05");

    outcome.nodeFailed().says("It has not come within its timeout").neverSays("tries again");
    assertThat(shop.traces()).containsExactly("look", "look", "look");
    assertThat(shop.states("daily"))
        .containsExactly(
            "hard=FAILED/FAILED", "landed=COMPLETED/COMPLETED", "soft=COMPLETED/SKIPPED");
  }

  @Test
  void aJobOfJobsRunsThemForItsInterval() {
    JobFolder shop =
        JobFolder.in(folder, database, "jobs_of_jobs")
            .job(
                "inner",
                """
                params: {who: nobody}
                tasks: [{id: x, sql: "insert into TRACE (what) values ('{{ ds }} {{ params.who }}')"}]
                """)
            .job(
                "outer",
                """
                tasks:
                  - {id: run_it, job: inner, params: {who: "{{ job }}"}}
                  - {id: after, sql: "insert into TRACE (what) values ('after')", depends_on: [run_it]}
                """);

    shop.run("outer", "--date", "2026-10-05").succeeded();
    shop.run("inner", "--date", "2026-10-05").succeeded().says("already complete");

    assertThat(shop.traces()).containsExactly("2026-10-05 outer", "after");
  }

  @Test
  void aPlainRunInACommandIsPartOfTheJob() {
    JobFolder shop =
        JobFolder.in(folder, database, "inside")
            .model("m", "{{ config(materialized='table') }} select 1 as id")
            .model("n", "{{ config(materialized='table') }} select 2 as id")
            .job(
                "daily",
                """
                tasks:
                  - {id: one, command: "./tidemark run --select m"}
                  - {id: two, command: "./tidemark run --select n"}
                  - {id: models, select: m}
                """);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Path program = folder.resolve("tidemark");
    shop.project()
        .file(
            "tidemark",
            "#!/bin/sh\nexec %s -XX:TieredStopAtLevel=1 -cp '%s' %s \"$@\"\n"
                .formatted(java, TidemarkProcess.classPath(), Tidemark.class.getName()));
    assertThat(program.toFile().setExecutable(true)).isTrue();

    shop.run("daily", "--date", "2026-10-05")
        .succeeded()
        .says(
            "task one | ",
            "OK created sql table model inside.m",
            "OK created sql table model inside.n");

    assertThat(database.queryText("select sum(id) from inside.m natural full join inside.n"))
        .isEqualTo("3");
    assertThat(
            database.queryText(
                "select string_agg(e.status, ' ') from tidemark.batch_job_execution e"
                    + " join tidemark.batch_job_instance i using (job_instance_id)"
                    + " where i.job_name like 'shop@inside%'"))
        .isEqualTo("COMPLETED COMPLETED COMPLETED");
  }

  @Test
  void testsAndFreshnessAreTasks() {
    database.execute("create schema raw_shop; create table raw_shop.orders (id int, at timestamp)");
    database.execute("insert into raw_shop.orders values (1, now() - interval '2 days')");
    JobFolder shop =
        JobFolder.in(folder, database, "checks")
            .model("orders", "select * from {{ source('raw_shop', 'orders') }}");
    shop.project()
        .file(
            "models/s.yml",
            """
            sources:
              - name: raw_shop
                loaded_at_field: at
                freshness: {error_after: {count: 1, period: day}}
                tables: [{name: orders}]
            models:
              - name: orders
                columns: [{name: id, data_tests: [not_null, unique]}]
            """);
    shop.job(
        "daily",
        """
        tasks:
          - {id: fresh, freshness: raw_shop}
          - {id: models, select: orders, trigger_rule: all_done, depends_on: [fresh]}
          - {id: check, test: orders, depends_on: [models]}
        """);

    Outcome outcome = shop.run("daily", "--date", "2026-10-05");

    outcome.nodeFailed().says("raw_shop.orders: error", "Not fresh: raw_shop.orders");
    assertThat(shop.states("daily"))
        .contains("check=COMPLETED/COMPLETED", "fresh=FAILED/FAILED", "models=COMPLETED/COMPLETED");
    database.execute("update raw_shop.orders set at = now(), id = null");
    shop.project()
        .file(
            "jobs/other.yml",
            "job: other\ntasks: [{id: fresh, freshness: raw_shop}, {id: check, test: orders}]\n");
    shop.run("other", "--date", "2026-10-05").nodeFailed().says("task check: FAILED");
    assertThat(shop.states("other")).contains("check=FAILED/FAILED", "fresh=COMPLETED/COMPLETED");
  }
}
