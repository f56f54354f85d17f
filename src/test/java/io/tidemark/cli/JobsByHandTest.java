package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.postgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What people do with runs of jobs: clear, mark, abandon, backfill. */
@Timeout(180)
class JobsByHandTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final String DAILY =
      """
      schedule: "@daily"
      timezone: Europe/Zurich
      start_date: 2026-10-01
      tasks:
        - {id: one, sql: "insert into TRACE (what) values ('one {{ ds }}')"}
        - {id: models, select: "a b", depends_on: [one]}
        - {id: two, sql: "insert into TRACE (what) values ('two {{ ds }}')", depends_on: [models]}
        - {id: aside, sql: "insert into TRACE (what) values ('aside {{ ds }}')"}
      """;

  @TempDir private Path folder;

  private JobFolder shop(String schema) {
    return JobFolder.in(folder, database, schema)
        .model("a", "select 1 as id")
        .model("b", "{{ config(materialized='table') }} select id from {{ target.schema }}.missing")
        .job("daily", DAILY);
  }

  private static JsonNode json(JobFolder shop, String... arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of("runs"));
    words.addAll(List.of(arguments));
    return document(shop, words.toArray(String[]::new));
  }

  /** All of the standard output is one document. */
  private static JsonNode document(JobFolder shop, String... arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of(arguments));
    words.addAll(List.of("--output", "json"));
    return new ObjectMapper()
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .readTree(shop.project().run(words.toArray(String[]::new)).succeeded().out());
  }

  /** The number of the run that was launched last. */
  private static String id(JobFolder shop) throws IOException {
    return json(shop).get(0).get("run").asText();
  }

  @Test
  void whatIsClearedRunsAgainAndNothingElse() throws IOException {
    JobFolder shop = shop("clearing");
    database.execute("create table clearing.missing as select 1 as id");
    shop.run("daily", "--date", "2026-10-05").succeeded();

    shop.project()
        .run("clear", "daily", "--date", "2026-10-05", "--task", "models", "--downstream")
        .refused()
        .says("models: success, 2 nodes", "two: success", "Nothing was cleared", "--yes")
        .neverSays("aside: ");
    assertThat(shop.launches("daily")).hasSize(1);
    shop.project()
        .run("clear", "daily", "--date", "2026-10-05", "--task", "models", "--downstream", "-y")
        .succeeded()
        .says("Cleared: models, two.");
    JsonNode cleared = json(shop, "--job", "daily").get(0);
    assertThat(cleared.at("/state").asText()).isEqualTo("cleared");
    assertThat(cleared.at("/step_counts").toString()).isEqualTo("{\"success\":2,\"cleared\":2}");

    shop.run("daily", "--date", "2026-10-05").succeeded().says("success (tasks: 2 success)");

    assertThat(shop.traces())
        .containsExactlyInAnyOrder(
            "one 2026-10-05", "aside 2026-10-05", "two 2026-10-05", "two 2026-10-05");
    assertThat(shop.launches("daily"))
        .containsExactly("COMPLETED/COMPLETED", "STOPPED/CLEARED", "COMPLETED/COMPLETED");
    JsonNode run = json(shop, "show", id(shop));
    assertThat(run.at("/state").asText()).isEqualTo("success");
    assertThat(run.at("/logical_date").asText()).isEqualTo("2026-10-04T22:00:00Z");
    assertThat(run.at("/launches")).hasSize(3);
    shop.project().run("runs", "show", id(shop)).succeeded().says("|   model.shop.b ", "| aside ");
    shop.project()
        .run("clear", "daily", "--date", "2026-10-05", "--only-failed", "-y")
        .succeeded()
        .says("There is nothing to clear.");
  }

  @Test
  void onlyWhatFailedIsCleared() {
    JobFolder shop = shop("failing");
    shop.run("daily", "--date", "2026-10-05").nodeFailed();

    shop.project()
        .run("clear", "daily", "--date", "2026-10-05", "--only-failed", "-y")
        .succeeded()
        .says("models: failed, 1 node", "two: upstream_failed", "Cleared: models, two.");
    database.execute("create table failing.missing as select 1 as id");
    shop.run("daily", "--date", "2026-10-05").succeeded().says("failing.b").neverSays("failing.a ");
    assertThat(shop.traces())
        .containsExactlyInAnyOrder("one 2026-10-05", "aside 2026-10-05", "two 2026-10-05");
  }

  @Test
  void whatIsMarkedSuccessIsNotRunAndWhatComesAfterItIs() throws IOException {
    JobFolder shop = shop("marking");
    shop.run("daily", "--date", "2026-10-05").nodeFailed();

    shop.project()
        .run("mark", "daily", "--date", "2026-10-05", "--task", "models", "success")
        .succeeded()
        .says("Marked models as success");
    shop.run("daily", "--date", "2026-10-05").succeeded();

    assertThat(shop.traces()).contains("two 2026-10-05").hasSize(3);
    JsonNode run = json(shop, "show", id(shop));
    assertThat(run.at("/state").asText()).isEqualTo("success");
    assertThat(run.get("steps"))
        .filteredOn(step -> step.get("step").asText().equals("models"))
        .allMatch(step -> step.get("marked").asBoolean());
    shop.project()
        .run("mark", "daily", "--date", "2026-10-05", "--task", "aside", "failed")
        .succeeded();
    shop.run("daily", "--date", "2026-10-05").succeeded();
    assertThat(shop.traces()).filteredOn("aside 2026-10-05"::equals).hasSize(2);
  }

  @Test
  void whatIsAbandonedIsContinuedByNobody() throws IOException {
    JobFolder shop = shop("leaving");
    shop.run("daily", "--date", "2026-10-05").nodeFailed();
    String id = json(shop, "--state", "failed").get(0).get("run").asText();

    shop.project().run("abandon", id).succeeded().says("Run " + id + " is abandoned");
    shop.project().run("abandon", id).succeeded().says("abandoned already");
    shop.run("daily", "--date", "2026-10-05").says("was abandoned; it is not continued");
    assertThat(json(shop, "--state", "abandoned")).hasSize(1);
    shop.project()
        .run("clear", "daily", "--date", "2026-10-05", "-y")
        .refused()
        .says("was abandoned");
    assertThat(shop.launches("daily")).containsExactly("ABANDONED/ABANDONED");

    shop.project().model("alone", "select 1/0 as id").run("run", "--select", "b").nodeFailed();
    String plain = json(shop, "--state", "failed").get(0).get("run").asText();
    shop.project().run("abandon", plain).succeeded();
    shop.project().run("restart").succeeded().says("Nothing to restart");
    shop.project().run("restart", plain).refused().says("ABANDONED");
    database.execute("create table leaving.missing as select 1 as id");
    shop.project().run("run", "--select", "b").succeeded();
    shop.project()
        .run("abandon", json(shop, "--state", "success").get(0).get("run").asText())
        .refused()
        .says("is complete");
  }

  @Test
  void aBackfillRunsWhatIsMissingInItsOrder() {
    JobFolder shop =
        JobFolder.in(folder, database, "filling")
            .job(
                "daily",
                """
                schedule: "@daily"
                start_date: 2026-10-02
                params: {n: {default: 1, identifying: true}}
                tasks:
                  - {id: it, sql: "insert into TRACE (what) values ('{{ ds }} {{ params.n }}'); select 1 / {{ params.n }}"}
                """);
    shop.run("daily", "--date", "2026-10-03").succeeded();
    shop.run("daily", "--date", "2026-10-03", "--param", "n=0").nodeFailed();

    shop.project()
        .run("backfill", "daily", "--from", "2026-10-01", "--to", "2026-10-04", "--dry-run")
        .succeeded()
        .says("| 2026-10-02T00:00Z | 2026-10-03T00:00Z |", "success | leave", "2 run, 1 leave")
        .neverSays("2026-10-01T");
    assertThat(shop.traces()).containsExactly("2026-10-03 1");

    shop.project()
        .run("backfill", "daily", "--from", "2026-10-01", "--to", "2026-10-04", "--backwards")
        .succeeded()
        .says("Backfill of daily: 3 intervals (2 run, 1 leave)");
    assertThat(shop.traces()).containsExactly("2026-10-03 1", "2026-10-04 1", "2026-10-02 1");
    shop.project()
        .run("backfill", "daily", "--from", "2026-10-01", "--to", "2026-10-04")
        .succeeded()
        .says("(3 leave)");

    shop.project()
        .run(
            "backfill",
            "daily",
            "--from",
            "2026-10-02",
            "--to",
            "2026-10-03",
            "--reprocess",
            "completed",
            "--max-active-runs",
            "2")
        .succeeded()
        .says("(2 run again)");
    assertThat(shop.traces().subList(3, 5))
        .containsExactlyInAnyOrder("2026-10-02 1", "2026-10-03 1");

    shop.project()
        .run(
            "backfill",
            "daily",
            "--from",
            "2026-10-03",
            "--to",
            "2026-10-03",
            "--reprocess",
            "failed",
            "--param",
            "n=0")
        .nodeFailed()
        .says("(1 continue)");
    assertThat(shop.traces()).hasSize(5);
    assertThat(shop.launches("daily")).filteredOn("FAILED/FAILED"::equals).hasSize(2);
  }

  @Test
  void programsGetDocuments() throws IOException {
    JobFolder shop = shop("documents");
    shop.run("daily", "--date", "2026-10-05").nodeFailed();
    String id = id(shop);
    String[] clear = {"clear", "daily", "--date", "2026-10-05", "--only-failed"};

    Outcome unasked = shop.project().run(with(clear, "--output", "json")).refused().says("--yes");
    JsonNode cleared = document(shop, with(clear, "--yes"));
    JsonNode again = document(shop, with(clear, "--yes"));
    JsonNode marked =
        document(shop, "mark", "daily", "--date", "2026-10-05", "--task", "models", "success");
    JsonNode abandoned = document(shop, "abandon", id);

    assertThat(unasked.out()).isEmpty();
    assertThat(cleared.get("changed").asBoolean()).isTrue();
    assertThat(cleared.get("tasks").toString())
        .isEqualTo(
            """
            [{"task":"models","state_before":"failed"},\
            {"task":"two","state_before":"upstream_failed"}]\
            """);
    assertThat(cleared.at("/run/state").asText()).isEqualTo("cleared");
    assertThat(again.get("changed").asBoolean()).isFalse();
    assertThat(marked.get("tasks").toString())
        .isEqualTo("[{\"task\":\"models\",\"state_before\":\"cleared\"}]");
    assertThat(marked.at("/run/step_counts/success").asInt()).isEqualTo(3);
    assertThat(abandoned.at("/run/state").asText()).isEqualTo("abandoned");
    assertThat(document(shop, "abandon", id).get("changed").asBoolean()).isFalse();
    JsonNode log = document(shop, "logs", id, "--task", "models");
    assertThat(log.get("run").asLong()).isEqualTo(abandoned.at("/run/run").asLong());
    assertThat(log.get("lines"))
        .anyMatch(line -> line.get("text").asText().contains("documents.missing"))
        .allMatch(line -> line.get("launch").asText().equals(id));

    database.execute("create table documents.missing as select 1 as id");
    String[] fill = {"backfill", "daily", "--from", "2026-10-05", "--to", "2026-10-06"};
    JsonNode plan = document(shop, with(fill, "--dry-run"));
    JsonNode filled = document(shop, fill);
    assertThat(plan.get("succeeded").isNull()).isTrue();
    assertThat(plan.get("intervals"))
        .extracting(one -> one.get("action").asText() + " " + one.get("state").asText())
        .containsExactly("leave abandoned", "run null");
    assertThat(plan.at("/intervals/1/logical_date").asText()).isEqualTo("2026-10-05T22:00:00Z");
    assertThat(filled.get("succeeded").asBoolean()).isTrue();
    assertThat(filled.at("/intervals/1/state").asText()).isEqualTo("success");
    assertThat(filled.at("/intervals/1/run").asText()).isEqualTo(id(shop));
    JsonNode pruned = json(shop, "prune", "--older-than", "0s", "--dry-run");
    assertThat(pruned.get("deleted").asLong()).isEqualTo(1);
    assertThat(pruned.get("dry_run").asBoolean()).isTrue();
  }

  private static String[] with(String[] words, String... more) {
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void aRunIsLeftAloneAsLongAsItsProcessLives() throws IOException {
    JobFolder shop =
        shop("living")
            .job(
                "slow",
                """
                schedule: "@daily"
                tasks:
                  - {id: quick, sql: "insert into TRACE (what) values ('quick')"}
                  - {id: sleep, sql: "select pg_sleep(600)", depends_on: [quick]}
                """);
    String id;
    try (TidemarkProcess slow = shop.start("slow", "--date", "2026-10-05")) {
      slow.until(
          database,
          "exists (select from tidemark.batch_step_execution s"
              + " join tidemark.batch_job_execution e using (job_execution_id)"
              + " join tidemark.batch_job_instance i using (job_instance_id)"
              + " where i.job_name = 'shop@living:slow' and s.step_name = 'sleep')");
      JsonNode running = json(shop, "--state", "running").get(0);
      id = running.get("run").asText();
      assertThat(running.at("/step_counts").toString()).isEqualTo("{\"success\":1,\"running\":1}");
      shop.project().run("abandon", id).refused().says("A process is at run " + id);
      shop.project()
          .run("clear", "slow", "--date", "2026-10-05", "-y")
          .refused()
          .says("A process is at run " + id);
      shop.project()
          .run(
              "backfill",
              "slow",
              "--from",
              "2026-10-05",
              "--to",
              "2026-10-05",
              "--reprocess",
              "completed",
              "--dry-run")
          .succeeded()
          .says("running | leave");
      // The runs of jobs share their project's lock, which says nothing of a plain run.
      database.execute(
          """
          insert into tidemark.batch_job_instance values (900, 0, 'shop@living', 'k');
          insert into tidemark.batch_job_execution
            values (900, 2, 900, now(), now(), null, 'STARTED', 'UNKNOWN', '', now())
          """);
      assertThat(json(shop, "show", "900").at("/state").asText()).isEqualTo("died");
      shop.project().run("abandon", "900").succeeded();
      slow.kill();
    }
    database.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where query ~ '^select"
            + " pg_sleep.600'");

    assertThat(json(shop, "show", id).at("/state").asText()).isEqualTo("died");
    shop.project().run("abandon", id).succeeded();
    assertThat(shop.launches("slow")).containsExactly("ABANDONED/ABANDONED");
    assertThat(shop.states("slow")).contains("sleep=FAILED/EXECUTING");
  }

  @Test
  void whatWasToldIsKeptInTheRepository() throws IOException {
    JobFolder shop =
        shop("telling")
            .job(
                "noisy",
                """
                schedule: "@daily"
                tasks:
                  - {id: says, command: "echo from the command; seq 1 20000"}
                  - {id: models, select: b, depends_on: [says]}
                """);
    shop.run("noisy", "--date", "2026-10-05").nodeFailed();
    database.execute("create table telling.missing as select 1 as id");
    shop.run("noisy", "--date", "2026-10-05").succeeded();
    String id = id(shop);
    Outcome all = shop.project().run("logs", id).succeeded();
    assertThat(all.lines().get(0)).matches("==== launch \\d+, .*: failed ====");
    all.says("Process ", "invocation ", "task says | from the command", "task says | 9000")
        .says("more lines are only in the log file", ": success ====", "task models: OK");
    shop.project()
        .run("logs", id, "--task", "models")
        .succeeded()
        .says("telling.b", "telling.missing")
        .neverSays("task says");
    shop.project().run("logs", id, "--task", "b").succeeded().says("telling.b");
    shop.project()
        .run("logs", id, "--task", "model")
        .refused()
        .says("has no task or node \"model\"", "Did you mean \"models\"?");
    shop.project().run("runs", "prune", "--older-than", "0s").succeeded();
    shop.project().run("run", "--select", "b").succeeded();
    shop.project()
        .run("logs", id(shop), "--task", "b")
        .succeeded()
        .says("START ", "OK ")
        .neverSays("Process ");

    database.execute("drop table tidemark.run_log");
    shop.project()
        .run("logs", id(shop))
        .succeeded()
        .says("has kept no line", "model.shop.b: success\n  SELECT 1");
    shop.project().run("runs", "prune", "--older-than", "0s").succeeded();
    shop.project().run("run", "--select", "b").succeeded();
    shop.project().run("logs", id(shop)).succeeded().says("==== launch ");
  }

  @Test
  void whatCantBeMeantIsRefusedBeforeAnythingIsStarted() {
    JobFolder shop =
        shop("refusing")
            .job("once", "tasks: [{id: x, sql: select 1}]")
            .job(
                "chain",
                """
                schedule: "@daily"
                tasks: [{id: x, sql: select 1, depends_on_past: true}]
                """);
    ProjectFolder project = shop.project();
    project
        .run("clear", "dayly", "--date", "2026-10-05")
        .refused()
        .says("There is no job \"dayly\"", "\"daily\"?");
    project
        .run("clear", "daily", "--date", "2026-10-05", "--task", "modles", "-y")
        .refused()
        .says("has no task \"modles\"", "\"models\"?");
    project
        .run("clear", "daily", "--date", "2026-10-05", "-y")
        .refused()
        .says("has no run for 2026-10-04T22:00:00Z");
    project
        .run("clear", "daily", "--date", "2026-10-05T07:00", "-y")
        .refused()
        .says("No interval of the job daily begins at", "The nearest begin at");
    project.run("clear", "daily", "--date", "2026-10-05", "--downstream").refused().says("--task");
    project.run("mark", "daily", "--date", "2026-10-05", "--task", "one", "done").refused();
    project.run("abandon", "99").refused().says("There is no run 99");
    project
        .run("backfill", "once", "--from", "2026-10-01", "--to", "2026-10-02")
        .refused()
        .says("has no schedule");
    project
        .run("backfill", "chain", "--from", "2026-10-01", "--to", "2026-10-02", "--backwards")
        .refused()
        .says("The task x waits for its interval before");
    project
        .run("backfill", "daily", "--from", "2026-10-02", "--to", "2026-10-01")
        .refused()
        .says("--to is before --from");
    project
        .run("backfill", "daily", "--from", "tomorrow", "--to", "2026-10-01")
        .refused()
        .says("--from must be a date");
    project
        .run("backfill", "daily", "--from", "2026-09-01", "--to", "2026-09-02")
        .refused()
        .says("No interval of the job daily begins", "Its start_date is 2026-09-30T22:00:00Z");
  }
}
