package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.postgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What ran is told from the job repository alone, and what is old goes from it. */
class RunsCommandTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private static final String LONG = "no number and so long that no column has room for all of it";

  private final ProjectFolder project;

  RunsCommandTest(@TempDir Path folder) {
    project =
        ProjectFolder.in(folder, database.settings(), "shop")
            .model("orders", "{{ config(materialized='table') }} select 1 as id union all select 2")
            .model("totals", "select count(*) as n from {{ ref('orders') }}")
            .model(
                "late",
                "{{ config(materialized='table') }}"
                    + " select n / '{{ var('d', 1) }}'::integer as n from {{ ref('totals') }}")
            .model("last", "select * from {{ ref('late') }}");
  }

  @BeforeEach
  void nothingIsKnown() {
    database.execute("drop schema if exists tidemark cascade; drop schema if exists shop cascade");
  }

  private JsonNode json(String... arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of("runs"));
    words.addAll(List.of(arguments));
    words.addAll(List.of("--output", "json"));
    return new ObjectMapper().readTree(project.run(words.toArray(String[]::new)).succeeded().out());
  }

  @Test
  void aRunThatFailedAndWasContinuedIsOneRunWithTwoLaunches() throws IOException {
    project.run("runs").succeeded().says("There is no such run.");
    project.run("run", "--vars", "{d: %s}".formatted(LONG)).nodeFailed();

    project.run("runs").succeeded().says("| failed", "2 success, 1 failed, 1 upstream_failed");
    project
        .run("runs", "show", "1")
        .succeeded()
        .says("Run 1 of shop@shop: failed", "run, vars {d: no number", "launch 1")
        .says("| model.shop.last   | upstream_failed |     0 |", "model.shop.late failed")
        .says("model.shop.late:\n  ", LONG)
        .neverSays("NodeFailedException");

    project.run("restart", "--vars", "{d: 1}").succeeded();

    JsonNode runs = json();
    assertThat(runs).hasSize(1);
    JsonNode run = runs.get(0);
    assertThat(run.at("/run").asInt()).isEqualTo(2);
    assertThat(run.at("/state").asText()).isEqualTo("success");
    assertThat(run.at("/command").asText()).isEqualTo("run");
    assertThat(run.at("/project").asText()).isEqualTo("shop@shop");
    assertThat(run.at("/step_counts").toString()).isEqualTo("{\"success\":4}");
    assertThat(run.at("/launches/0/state").asText()).isEqualTo("failed");
    assertThat(run.at("/launches/1/state").asText()).isEqualTo("success");

    JsonNode byInvocation = json("show", run.at("/invocation_id").asText());
    assertThat(byInvocation.at("/run").asInt()).isEqualTo(2);
    JsonNode first = json("show", "1");
    assertThat(first).isEqualTo(byInvocation);
    assertThat(steps(first))
        .contains(
            "model.shop.orders success 1 tries 2 rows launch 1",
            "model.shop.late success 2 tries 1 rows launch 2",
            "model.shop.last success 1 tries 0 rows launch 2");
    project
        .run("runs", "show", "2", "--gantt")
        .succeeded()
        .says("model.shop.late", "█|")
        .neverSays("model.shop.orders");
    project.run("runs", "show", "77").refused().says("There is no run 77");
    project.run("runs", "show", "no-such").refused().says("its invocation's id");
  }

  private static List<String> steps(JsonNode run) {
    List<String> steps = new ArrayList<>();
    for (JsonNode step : run.get("steps")) {
      steps.add(
          "%s %s %s tries %s rows launch %s"
              .formatted(
                  step.get("step").asText(),
                  step.get("state").asText(),
                  step.get("tries"),
                  step.get("rows"),
                  step.get("launch")));
    }
    return steps;
  }

  @Test
  void runsAreChosenByStateAndProject() throws IOException {
    project.run("run", "--select", "orders").succeeded();
    project.run("run", "--vars", "{d: 0}", "--select", "+late").nodeFailed();
    project.run("run", "--select", "orders").succeeded();
    killed();

    assertThat(ids(json())).containsExactly(4, 3, 2, 1);
    assertThat(ids(json("--limit", "2"))).containsExactly(4, 3);
    assertThat(ids(json("--state", "success"))).containsExactly(3, 1);
    assertThat(ids(json("--state", "failed,died"))).containsExactly(4, 2);
    assertThat(ids(json("--state", "running"))).isEmpty();
    assertThat(ids(json("--state", "stopped"))).isEmpty();
    assertThat(json("show", "4").at("/state").asText()).isEqualTo("died");
    assertThat(ids(json("--job", "nightly"))).isEmpty();
    project.run("runs", "--state", "faild").refused().says("Did you mean \"failed\"?");
    project.run("runs", "--limit", "0").refused().says("--limit");

    database.execute(
        "update tidemark.batch_job_instance set job_name = 'other@x' where job_instance_id = 1");
    assertThat(ids(json())).containsExactly(4, 3, 2);
    project.run("runs", "--all").succeeded().says("| project", "| other@x", "| shop@shop");
  }

  /** As a process leaves it that was killed in its first step. */
  private static void killed() {
    database.execute(
        """
        insert into tidemark.batch_job_instance values (4, 0, 'shop@shop', 'k');
        insert into tidemark.batch_job_execution
          values (4, 2, 4, now(), now(), null, 'STARTED', 'UNKNOWN', '', now());
        insert into tidemark.batch_step_execution
          (step_execution_id, version, step_name, job_execution_id, create_time, start_time, status, exit_code)
          values (400, 1, 'model.shop.orders', 4, now(), now(), 'STARTED', 'EXECUTING')
        """);
  }

  private static List<Integer> ids(JsonNode runs) {
    List<Integer> ids = new ArrayList<>();
    runs.forEach(run -> ids.add(run.get("run").asInt()));
    return ids;
  }

  @Test
  void onlyOldRunsThatNobodyCanContinueGo() throws IOException {
    project.run("runs", "prune", "--older-than", "90d").succeeded().says("Nothing has been run");
    project.run("run", "--select", "orders").succeeded();
    project.run("run", "--vars", "{d: 0}").nodeFailed();
    project.run("restart", "--vars", "{d: 1}").succeeded();
    project.run("run", "--vars", "{d: 0}").nodeFailed();
    project.run("run", "--select", "orders").succeeded();
    project.run("run", "--select", "orders").succeeded();
    project.run("run", "--select", "orders").succeeded();
    database.execute(
        """
        update tidemark.batch_job_execution
        set end_time = end_time - interval '91 days'
        where job_execution_id <= 5
        """);

    project
        .run("runs", "prune", "--older-than", "90d", "--dry-run")
        .succeeded()
        .says("Would delete 3 runs", "1 run as old stays");
    assertThat(ids(json())).containsExactly(7, 6, 5, 4, 3, 1);

    project.run("runs", "prune", "--older-than", "90d").succeeded().says("Deleted 3 runs");
    assertThat(ids(json())).containsExactly(7, 6, 4);
    assertThat(rows("batch_job_instance")).isEqualTo("3");
    assertThat(rows("batch_job_execution")).isEqualTo("3");
    assertThat(rows("batch_job_execution_context")).isEqualTo("3");
    assertThat(
            database.queryText(
                """
                select count(*) from tidemark.batch_step_execution_context c
                full join tidemark.batch_step_execution s using (step_execution_id)
                where c.step_execution_id is null or s.step_execution_id is null
                  or s.job_execution_id not in (4, 6, 7)
                """))
        .isEqualTo("0");
    project.run("runs", "prune", "--older-than", "0s").succeeded().says("Deleted 1 run that");
    assertThat(ids(json())).containsExactly(7, 4);

    project.run("runs", "prune", "--older-than", "90").refused().says("30s, 10m or 1h 30m");
    project.run("restart", "4", "--vars", "{d: 1}").succeeded();
  }

  private static String rows(String table) {
    return String.valueOf(database.queryText("select count(*) from tidemark." + table));
  }
}
