package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.postgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A run as a person and as other tools see it: lines, exit codes, artifacts. */
class RunCommandTest {

  private static final String ESCAPE = "\u001B";

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final ProjectFolder project;

  RunCommandTest(@TempDir Path folder) {
    project =
        ProjectFolder.in(folder.resolve("ein Projekt für alle"), database.settings(), "shop")
            .model("customers", "select 1 as id, 'Zoë' as name\n")
            .model(
                "orders",
                """
                {{ config(materialized='incremental', unique_key='id') }}
                select g as id, {{ var('amount', 1) }} as amount
                from generate_series(1, 3) g
                """)
            .model(
                "report",
                """
                {{ config(materialized='table', schema='marts') }}
                select c.name, sum(o.amount) as amount
                from {{ ref('orders') }} o join {{ ref('customers') }} c on true group by 1
                """);
  }

  @BeforeEach
  void anEmptyDatabase() {
    database.execute(
        "drop schema if exists shop cascade; drop schema if exists shop_marts cascade");
  }

  @Test
  void theWayFromAnEmptyDatabaseToNewRows() {
    Outcome first = project.run("run").succeeded();
    Outcome second = project.run("run", "--vars", "{amount: 2}").succeeded();
    Outcome shown = project.run("show", "--select", "report", "--limit", "1").succeeded();

    first
        .says("Found 3 models", "OK created sql incremental model shop.orders", "SELECT 3 in ")
        .says("OK created sql table model shop_marts.report", "Completed successfully")
        .says("Done. PASS=3 WARN=0 ERROR=0 SKIP=0 NO-OP=0 TOTAL=3", "show --select ")
        .neverSays(ESCAPE);
    second.says("PASS=3");
    assertThat(database.queryText("select sum(amount) from shop.orders")).isEqualTo("6");
    shown.says("Previewing node 'report':", "| name | amount |", "| Zoë  |      6 |");
  }

  @Test
  void theDotsGoAsFarAsTheUserWantsThem() {
    Outcome outcome =
        project.run("run", "--select", "customers", "--printer-width", "60").succeeded();

    String time = "00:00:00  ";
    assertThat(outcome.lines())
        .filteredOn(line -> line.endsWith(" [RUN]"))
        .singleElement()
        .satisfies(line -> assertThat(line).hasSize((time + " [RUN]").length() + 60));
  }

  @Test
  void selectedModelsAlone() {
    Outcome run = project.run("run", "--select", "+report", "--exclude", "customers").nodeFailed();

    run.says("PASS=1 WARN=0 ERROR=1", "relation \"shop.customers\" does not exist");
    assertThat(database.query("select * from shop.orders")).hasSize(3);
    project.run("run", "--select", "nothing_of_this").succeeded().says("Nothing to do");
  }

  @Test
  void artifactsTellWhatWasDone() throws IOException {
    project
        .model("broken", "select nothing\n")
        .model("late", "select * from {{ ref('broken') }}\n");

    project.run("run").nodeFailed();

    JsonNode results = json("target/run_results.json");
    assertThat(results.get("metadata").get("dbt_schema_version").asText()).endsWith("/v6.json");
    assertThat(results.get("args").get("which").asText()).isEqualTo("run");
    assertThat(results.get("elapsed_time").asDouble()).isPositive();
    ObjectNode byId = new ObjectMapper().createObjectNode();
    results.get("results").forEach(result -> byId.set(result.get("unique_id").asText(), result));
    assertThat(byId).hasSize(5);
    JsonNode orders = byId.get("model.shop.orders");
    assertThat(orders.get("status").asText()).isEqualTo("success");
    assertThat(orders.get("adapter_response").get("rows_affected").asInt()).isEqualTo(3);
    assertThat(orders.get("compiled_code").asText()).contains("generate_series(1, 3)");
    assertThat(orders.get("relation_name").asText()).endsWith(".\"shop\".\"orders\"");
    assertThat(orders.get("timing")).hasSize(2);
    JsonNode broken = byId.get("model.shop.broken");
    assertThat(broken.get("status").asText()).isEqualTo("error");
    assertThat(broken.get("message").asText())
        .contains("column \"nothing\" does not exist", "models/broken.sql:1:8");
    assertThat(byId.get("model.shop.late").get("status").asText()).isEqualTo("skipped");

    JsonNode manifest = json("target/manifest.json");
    assertThat(manifest.get("metadata").get("dbt_schema_version").asText()).endsWith("/v12.json");
    assertThat(manifest.get("metadata").get("invocation_id"))
        .isEqualTo(results.get("metadata").get("invocation_id"));
    JsonNode report = manifest.get("nodes").get("model.shop.report");
    assertThat(report.get("schema").asText()).isEqualTo("shop_marts");
    assertThat(report.get("config").get("materialized").asText()).isEqualTo("table");
    assertThat(report.get("original_file_path").asText()).isEqualTo("models/report.sql");
    assertThat(report.get("depends_on").get("nodes")).hasSize(2);
    assertThat(manifest.get("child_map").get("model.shop.orders").get(0).asText())
        .isEqualTo("model.shop.report");
  }

  @Test
  void everyLineIsJsonForMachines() throws IOException {
    project.model("broken", "select nothing\n");

    Outcome run = project.run("run", "--log-format", "json");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
    assertThat(run.lines()).hasSizeGreaterThan(5);
    for (String line : run.lines()) {
      JsonNode info = new ObjectMapper().readTree(line).get("info");
      assertThat(info.get("level").asText()).isIn("info", "warn", "error");
      assertThat(info.get("ts").asText()).endsWith("Z");
    }
    run.says("column \\\"nothing\\\" does not exist");
  }

  @Test
  void quietAndColours() {
    TidemarkProcess.Launch here = TidemarkProcess.in(project.root());

    assertThat(here.env("DBT_QUIET", "true").run("run").succeeded().all()).isEmpty();
    project.run("run", "--use-colors").succeeded().says(ESCAPE);
    here.env("NO_COLOR", "1").run("run", "--no-color").succeeded().neverSays(ESCAPE);
    assertThat(project.read("logs/tidemark.log")).contains("PASS=3").doesNotContain(ESCAPE);
  }

  @Test
  void rowsAreShownInEveryForm() throws IOException {
    String query = "select g as n, null as nothing, 'ü' as text from generate_series(1, 9) g";

    Outcome table = project.run("show", "--quiet", "--inline", query).succeeded();
    Outcome json =
        project.run("show", "--quiet", "--inline", query, "--limit", "2", "--output", "json");

    assertThat(table.lines())
        .hasSize(7)
        .startsWith("| n | nothing | text |")
        .endsWith("| 5 |         | ü    |");
    JsonNode rows = new ObjectMapper().readTree(json.succeeded().out()).get("show");
    assertThat(rows).hasSize(2);
    assertThat(rows.get(1).toString()).isEqualTo("{\"n\":2,\"nothing\":null,\"text\":\"ü\"}");
  }

  @Test
  void aViewThatReadsAColumnThatIsGoneIsDroppedAndSaidSo() {
    project.run("run").succeeded();
    database.execute("create view shop.theirs as select amount from shop_marts.report");
    project.model("report", "{{ config(materialized='table', schema='marts') }}\nselect 1 as id\n");

    project.run("run", "--select", "report").succeeded().says("shop.theirs", "PASS=1");

    assertThat(database.queryText("select id from shop_marts.report")).isEqualTo("1");
  }

  @Test
  void restartContinuesAndThenHasNothingToDo() {
    project.model("broken", "select * from shop.missing\n");
    project.run("run").nodeFailed().says("Continue with: tidemark restart");
    database.execute("create table shop.missing as select 1 as id");

    project.run("restart").succeeded().says("OK created sql view model shop.broken", "PASS=1");
    project.run("restart").succeeded().says("Nothing to restart");
    project.run("restart", "99999").refused().says("no run with the id 99999");
  }

  private JsonNode json(String path) throws IOException {
    return new ObjectMapper().readTree(project.read(path));
  }
}
