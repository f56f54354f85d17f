package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Which intervals {@code run --job} runs, and what its tasks know of them. */
@Timeout(120)
class JobIntervalsTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  @TempDir private Path folder;

  @Test
  void withoutADateTheLastCompleteIntervalIsRun() {
    LocalDate yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
    JobFolder shop =
        JobFolder.in(folder, database, "last_one")
            .job(
                "daily",
                """
                schedule: "@daily"
                tasks: [{id: a, sql: "insert into TRACE (what) values ('{{ ds }} {{ data_interval_end }}')"}]
                """);

    shop.run("daily").succeeded();

    assertThat(shop.traces())
        .containsExactly(yesterday + " " + yesterday.plusDays(1) + " 00:00:00+00:00");
  }

  @Test
  void catchupRunsWhatIsMissingOldestFirst() {
    LocalDate first = LocalDate.now(ZoneOffset.UTC).minusDays(4);
    List<String> days = IntStream.range(0, 4).mapToObj(i -> first.plusDays(i).toString()).toList();
    JobFolder shop =
        JobFolder.in(folder, database, "catches_up")
            .job(
                "daily",
                """
                schedule: "@daily"
                start_date: %s
                catchup: true
                tasks:
                  - {id: may, command: "test -f go || test {{ ds }} != %s"}
                  - id: a
                    sql: "insert into TRACE (what) values ('{{ ds }} {{ prev_data_interval_end_success }}')"
                    depends_on: [may]
                """
                    .formatted(first, days.get(1)));

    shop.run("daily", "--date", days.get(0)).succeeded();
    shop.run("daily").nodeFailed();
    shop.project().file("go", "");
    shop.run("daily").succeeded();

    String midnight = " 00:00:00+00:00";
    assertThat(shop.traces())
        .containsExactly(
            days.get(0) + " None",
            days.get(2) + " " + days.get(1) + midnight,
            days.get(3) + " " + days.get(3) + midnight,
            days.get(1) + " " + days.get(1) + midnight);
    shop.run("daily").succeeded().says("already complete");
  }

  @Test
  void severalIntervalsRunAtOnceIfTheyMay() {
    LocalDate first = LocalDate.now(ZoneOffset.UTC).minusDays(3);
    // Each waits until all three have begun.
    JobFolder shop =
        JobFolder.in(folder, database, "at_once")
            .job(
                "daily",
                """
                schedule: "@daily"
                start_date: %s
                catchup: true
                max_active_runs: 3
                tasks:
                  - {id: a, command: "touch begun.{{ ds }}; until test $(ls begun.* | wc -l) = 3; do sleep 0.05; done"}
                """
                    .formatted(first));

    shop.run("daily").succeeded().says("[" + first + "T00:00Z] task a: OK");

    assertThat(shop.launches("daily")).hasSize(3).containsOnly("COMPLETED/COMPLETED");
  }

  @Test
  void aTaskThatDependsOnItsPastWaitsForIt() {
    JobFolder shop =
        JobFolder.in(folder, database, "past")
            .job(
                "daily",
                """
                schedule: "@daily"
                tasks:
                  - {id: a, command: "test -f go.{{ ds }}", depends_on_past: true}
                  - {id: b, sql: "select 1", depends_on: [a]}
                """);

    shop.run("daily", "--date", "2026-10-05").nodeFailed();
    shop.run("daily", "--date", "2026-10-06")
        .nodeFailed()
        .says("depends_on_past: in the run of 2026-10-05T00:00:00Z it has not succeeded");
    shop.project().file("go.2026-10-05", "").file("go.2026-10-06", "");
    shop.run("daily", "--date", "2026-10-05").succeeded();
    shop.run("daily", "--date", "2026-10-06").succeeded();
  }

  @Test
  void timesAreThoseOfTheJobsZone() {
    JobFolder shop =
        JobFolder.in(folder, database, "zones")
            .job(
                "daily",
                """
                schedule: "@daily"
                timezone: Europe/Zurich
                tasks:
                  - id: a
                    sql: >
                      insert into TRACE (what) values
                      ('{{ ds }} {{ ds_nodash }} {{ ts }} {{ logical_date.strftime("%d.%m.") }} {{ data_interval_end - data_interval_start }}')
                """);

    shop.run("daily", "--date", "2026-10-25").succeeded();

    assertThat(shop.traces())
        .containsExactly("2026-10-25 20261025 2026-10-25T00:00:00+02:00 25.10. 1 day, 1:00:00");
  }

  @Test
  void paramsThatIdentifyMakeRunsOfTheirOwn() {
    JobFolder shop =
        JobFolder.in(folder, database, "params")
            .job(
                "daily",
                """
                params:
                  region: {default: EU, identifying: true}
                  days: 3
                tasks: [{id: a, sql: "insert into TRACE (what) values ('{{ params.region }} {{ params.days + 1 }}')"}]
                """);

    shop.run("daily", "--date", "2026-10-05").succeeded();
    shop.run("daily", "--date", "2026-10-05", "--param", "region=US", "--param", "days=5")
        .succeeded();
    shop.run("daily", "--date", "2026-10-05", "--param", "days=7").succeeded().says("already");

    assertThat(shop.traces()).containsExactly("EU 4", "US 6");
    shop.run("daily", "--date", "2026-10-05", "--param", "regio=US")
        .refused()
        .says("has no param \"regio\"", "Params: region, days", "region");
  }

  @Test
  void microbatchModelsTakeTheIntervalIfTheJobSaysSo() {
    database.execute(
        "create schema events; create table events.raw as select d::timestamp as at from"
            + " generate_series('2026-10-01'::date, '2026-10-10', '6 hours') d");
    JobFolder shop =
        JobFolder.in(folder, database, "windows")
            .model(
                "by_day",
                """
                {{ config(materialized='incremental', incremental_strategy='microbatch',
                          event_time='at', batch_size='day', begin='2026-10-01',
                          unique_key='at') }}
                select at from {{ source('events', 'raw') }}
                """)
            .job(
                "daily",
                """
                schedule: "@daily"
                event_time: interval
                tasks: [{id: a, select: by_day}]
                """);
    shop.project()
        .file(
            "models/s.yml",
            "sources: [{name: events, tables: [{name: raw, config: {event_time: at}}]}]\n");

    shop.run("daily", "--date", "2026-10-05").succeeded();
    shop.run("daily", "--date", "2026-10-07").succeeded();

    assertThat(database.query("select distinct at::date::text from windows.by_day order by 1"))
        .extracting(row -> row.get(0))
        .containsExactly("2026-10-05", "2026-10-07");
  }

  @Test
  void whatIsWrongIsSaidBeforeAnythingIsStarted() {
    JobFolder shop =
        JobFolder.in(folder, database, "wrong")
            .model("m", "select '{{ ds }}' as day, '{{ run_id is defined }}' as known")
            .job(
                "daily",
                """
                schedule: "0 3 * * *"
                start_date: 2026-10-01
                params: {must: {description: "which shop"}}
                tasks: [{id: a, sql: "insert into TRACE (what) values ('x')"}]
                """);

    shop.project()
        .file("sql/refresh.sql", "select 1")
        .file(
            "jobs/filed.yml",
            "job: filed\ntasks: [{id: a, command: 'true'}, {id: b, sql: {file: sql/refesh.sql}}]");
    shop.run("filed")
        .refused()
        .says("There is no file sql/refesh.sql, which the task \"b\" runs", "sql/refresh.sql");
    shop.project()
        .file("sql/refresh.sql", "select {{ ds")
        .file("jobs/filed.yml", "job: filed\ntasks: [{id: b, sql: {file: sql/refresh.sql}}]");
    shop.run("filed").refused().says("sql/refresh.sql:1", "unexpected end of template");
    shop.project()
        .file(
            "jobs/filed.yml",
            """
            job: filed
            tasks:
              - {id: b, select: "+mm tag:none"}
              - {id: c, freshness: shopp}
              - {id: d, test: m_is_good}
            """);
    shop.run("filed")
        .refused()
        .says("\"+mm\" does not match", "Did you mean \"+m\"?", "jobs/filed.yml:3")
        .says("\"shopp\" does not match", "\"m_is_good\" does not match")
        .neverSays("\"tag:none\" does not match");
    shop.project()
        .file(
            "jobs/filed.yml",
            "job: filed\ntasks: [{id: b, sql: \"select '{{ dss }}'\"}, {id: c, command: [./no]}]");
    shop.run("filed")
        .nodeFailed()
        .says("'dss' is undefined", "The program ./no can't be started: there is no such file");
    shop.project()
        .model("wants", "select 1 as id\n-- {{ params.shop }} {{ params.other | default('') }}\n")
        .file("jobs/filed.yml", "job: filed\ntasks: [{id: b, select: wants}]");
    shop.run("filed")
        .refused()
        .says("The job filed has no param \"shop\"", "models/wants.sql:2:7", "It has none.")
        .neverSays("\"other\"");
    shop.project().without("jobs/filed.yml").without("models/wants.sql");
    shop.run("dayly", "--date", "2026-10-05").refused().says("no job \"dayly\"", "daily");
    shop.run("daily", "--date", "2026-10-05T04:00").refused().says("No interval of the job daily");
    shop.run("daily", "--date", "2026-09-05").refused().says("before the job's start_date");
    shop.run("daily", "--date", "2199-09-05").refused().says("is not over yet");
    shop.run("daily", "--date", "someday").refused().says("is no date");
    shop.run("daily", "--date", "2026-10-05").refused().says("needs the param \"must\"");
    shop.run("daily", "--date", "2026-10-05", "--select", "m")
        .refused()
        .says("--select can't be given with --job");
    shop.project().run("run", "--date", "2026-10-05").refused().says("--job NAME");
    shop.project().run("run").nodeFailed().says("'ds' is known in a job's run", "--date");
    assertThat(shop.traces()).isEmpty();
    assertThat(shop.launches("daily")).isEmpty();
  }
}
