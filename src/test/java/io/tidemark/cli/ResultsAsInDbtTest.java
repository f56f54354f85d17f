package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tidemark.postgres.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Which nodes have a result, and what it says, as dbt's {@code run_results.json} has it. */
class ResultsAsInDbtTest {

  private static final String FAILS =
      """
      {{ config(materialized='ephemeral') }}
      {% if execute %}{{ exceptions.raise_compiler_error('no luck') }}{% endif %}
      select 1 as id
      """;

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final ProjectFolder project;

  ResultsAsInDbtTest(@TempDir Path folder) {
    project = ProjectFolder.in(folder, database.settings(), "shop");
  }

  @BeforeEach
  void anEmptyDatabase() {
    database.execute("drop schema if exists shop cascade");
  }

  @Test
  void whatFailFastCutsShortAndWhatAFunctionAndACloneSay() {
    project
        .model("bad", "{{ config(materialized='table') }} select 1 / 0 as id")
        .model("other", "select 1 as id")
        .file("functions/one.sql", "select 1")
        .file("functions/one.yml", "functions: [{name: one, returns: {data_type: int}}]");

    project.run("run", "--fail-fast", "--threads", "1").nodeFailed();
    assertThat(result("model.shop.other").path("message").asText())
        .isEqualTo("Skipping due to fail_fast");

    project.file("models/bad.sql", "select 2 as id");
    project.run("build").succeeded();
    assertThat(result("function.shop.one").path("relation_name").isNull()).isTrue();

    project.run("parse", "--target-path", "state").succeeded();
    database.execute("drop schema if exists cloned cascade");
    project.file(
        "profiles.yml",
        ProjectFolder.profiles(ProjectFolder.output("dev", database.settings(), "cloned")));
    project
        .run("clone", "--state", "state")
        .succeeded()
        .says("Done. PASS=2 WARN=0 ERROR=0 SKIP=0 NO-OP=0 TOTAL=2");
    project.run("clone", "--state", "state").succeeded();
    assertThat(result("model.shop.other").path("message").asText()).isEqualTo("No-op");
    assertThat(result("model.shop.other").path("adapter_response")).isEmpty();
  }

  @Test
  void whatReadsAnEphemeralModelThatCanNotBeCompiledIsSkipped() {
    project
        .model("bad", FAILS)
        .model(
            "between", "{{ config(materialized='ephemeral') }}\nselect * from {{ ref('bad') }}\n")
        .model("reader", "select * from {{ ref('between') }}\n")
        .model("after", "select * from {{ ref('reader') }}\n")
        .model("other", "select 1 as id\n");

    project
        .run("run")
        .nodeFailed()
        .says("SKIP relation shop.reader due to ephemeral model status 'error'", "[ERROR SKIP]")
        .says(
            "Completed with 1 error, 0 partial successes, and 0 warnings:",
            "Failure in model bad (models/bad.sql)")
        .says("no luck", "Skipped because of it: shop.reader", "SKIP relation shop.after")
        .says("Done. PASS=1 WARN=0 ERROR=0 SKIP=2 NO-OP=0 TOTAL=3");
    JsonNode reader = result("model.shop.reader");
    assertThat(reader.path("status").asText()).isEqualTo("skipped");
    assertThat(reader.path("timing")).isEmpty();
    assertThat(reader.path("message").asText())
        .isEqualTo(
            "Compilation Error in model.shop.reader, caused by compilation error in referenced"
                + " ephemeral model model.shop.bad");
    assertThat(result("model.shop.bad").isMissingNode()).isTrue();

    project.model("bad", "{{ config(materialized='ephemeral') }}\nselect 1 as id\n");
    project.run("retry").succeeded().says("PASS=2 WARN=0 ERROR=0 SKIP=0 NO-OP=0 TOTAL=2");
  }

  @Test
  void anEphemeralModelThatWasNotSelectedMakesItsReaderFail() {
    project.model("bad", FAILS).model("reader", "select * from {{ ref('bad') }}\n");

    project
        .run("run", "--select", "reader")
        .nodeFailed()
        .says("ERROR creating sql view model shop.reader", "Failure in model reader", "no luck")
        .says("Done. PASS=0 WARN=0 ERROR=1 SKIP=0 NO-OP=0 TOTAL=1");
    assertThat(result("model.shop.reader").path("status").asText()).isEqualTo("error");
  }

  @Test
  void thereIsNothingToDoForExposuresAndSavedQueries() {
    declarations();

    project
        .run("build", "--threads", "1")
        .succeeded()
        .says("NO-OP exposure dashboard ", "[NO-OP in 0.", "NO-OP saved query weekly ")
        .says("Finished running 1 exposure, 1 saved query, 2 view models")
        .says("Done. PASS=2 WARN=0 ERROR=0 SKIP=0 NO-OP=2 TOTAL=4");
    JsonNode dashboard = result("exposure.shop.dashboard");
    assertThat(dashboard.path("status").asText()).isEqualTo("no-op");
    assertThat(dashboard.path("message").asText()).isEqualTo("NO-OP");
    assertThat(dashboard.path("failures").asInt(-1)).isZero();
    assertThat(dashboard.path("timing")).hasSize(2);
    assertThat(dashboard.path("compiled").isNull()).isTrue();
    assertThat(dashboard.path("relation_name").isNull()).isTrue();
    assertThat(result("saved_query.shop.weekly").path("status").asText()).isEqualTo("no-op");

    project.run("build", "--select", "exposure:dashboard").succeeded().says("NO-OP=1 TOTAL=1");
    project
        .run("build", "--exclude-resource-type", "exposure", "saved_query")
        .succeeded()
        .says("PASS=2 WARN=0 ERROR=0 SKIP=0 NO-OP=0 TOTAL=2");
    project.run("run").succeeded().says("NO-OP=0 TOTAL=2");
  }

  @Test
  void anExposureOfWhatHasFailedIsSkipped() {
    declarations();
    project.model("orders", "select nothing\n");

    project
        .run("build")
        .nodeFailed()
        .says("SKIP exposure dashboard ", "ERROR=1 SKIP=2 NO-OP=0 TOTAL=4");
    assertThat(result("exposure.shop.dashboard").path("status").asText()).isEqualTo("skipped");
  }

  @Test
  void whatIsCompiledHasAResultAndSoHaveSeeds() {
    project
        .file("seeds/codes.csv", "code\na\n")
        .file("analyses/study.sql", "select 2 as two\n")
        .file("tests/none.sql", "select 1 as id where false\n")
        .model("inner_one", "{{ config(materialized='ephemeral') }}\nselect 1 as id\n")
        .model("outer_one", "select * from {{ ref('inner_one') }}\n");

    for (List<String> command : List.of(List.of("compile"), List.of("docs", "generate"))) {
      project.run(command.toArray(String[]::new)).succeeded();
      assertThat(results())
          .containsExactlyInAnyOrder(
              "model.shop.outer_one", "analysis.shop.study", "test.shop.none", "seed.shop.codes");
      JsonNode seed = result("seed.shop.codes");
      assertThat(seed.path("status").asText()).isEqualTo("success");
      assertThat(seed.path("compiled").isNull()).isTrue();
      assertThat(seed.path("compiled_code").isNull()).isTrue();
      assertThat(seed.path("relation_name").isNull()).isTrue();
    }
    project.run("compile", "--select", "inner_one", "codes").succeeded();
    assertThat(results()).containsExactlyInAnyOrder("model.shop.inner_one", "seed.shop.codes");
  }

  @Test
  void aHookSaysWhichItIsAndAnOperationNothing() {
    project
        .file("macros/m.sql", "{% macro m() %}{% do run_query('select 1') %}{% endmacro %}")
        .file("dbt_project.yml", project.read("dbt_project.yml") + "\non-run-start: \"select 1\"\n")
        .model("one", "select 1 as id");
    project.run("run").succeeded();
    assertThat(result("operation.shop.shop-on-run-start-0").path("message").asText())
        .isEqualTo("shop.on-run-start.0 passed");

    assertThat(result("operation.shop.shop-on-run-start-0").at("/timing/0/name").asText())
        .isEqualTo("compile");

    project.run("run-operation", "m").succeeded();
    assertThat(all()).hasSize(1);
    assertThat(all().get(0).path("message").isNull()).isTrue();
    assertThat(all().get(0).at("/timing/0/name").asText()).isEqualTo("compile");
    assertThat(all().get(0).at("/timing/1/name").asText()).isEqualTo("execute");
  }

  private List<String> results() {
    List<String> ids = new ArrayList<>();
    all().forEach(one -> ids.add(one.path("unique_id").asText()));
    return ids;
  }

  private void declarations() {
    project
        .model("orders", "select 1 as order_id, date '2024-01-01' as ordered_at\n")
        .model("days", "select date '2024-01-01' as day\n")
        .file(
            "models/declared.yml",
            """
            models:
              - name: days
                time_spine: {standard_granularity_column: day}
                columns: [{name: day, granularity: day}]
            exposures:
              - name: dashboard
                type: dashboard
                owner: {name: Data}
                depends_on: [ref('orders')]
            semantic_models:
              - name: orders
                model: ref('orders')
                defaults: {agg_time_dimension: ordered_at}
                entities: [{name: order, type: primary, expr: order_id}]
                dimensions: [{name: ordered_at, type: time, type_params: {time_granularity: day}}]
                measures: [{name: orders, agg: count, expr: order_id}]
            metrics:
              - {name: orders, label: Orders, type: simple, type_params: {measure: orders}}
            saved_queries:
              - name: weekly
                query_params: {metrics: [orders]}
            """);
  }

  private JsonNode result(String id) {
    for (JsonNode one : all()) {
      if (one.path("unique_id").asText().equals(id)) {
        return one;
      }
    }
    return MissingNode.getInstance();
  }

  private JsonNode all() {
    try {
      return new ObjectMapper().readTree(project.read("target/run_results.json")).path("results");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
