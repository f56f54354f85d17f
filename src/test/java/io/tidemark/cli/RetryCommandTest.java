package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.postgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code retry} as dbt has it, and where no results tell of a run, as the job repository does. */
class RetryCommandTest {

  private static final String NOTHING = "Nothing to do. Try checking your model configs";

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final ProjectFolder project;

  RetryCommandTest(@TempDir Path folder) {
    project =
        ProjectFolder.in(folder, database.settings(), "shop")
            .model("good", "select 1 as id")
            .model("bad", "{{ config(materialized='table') }} select 1 / {{ var('by', 0) }} as id")
            .model("after", "select id from {{ ref('bad') }}")
            .file(
                "models/schema.yml",
                """
                models:
                  - name: good
                    columns:
                      - name: id
                        data_tests:
                          - accepted_values: {arguments: {values: [2]}, config: {severity: warn}}
                """);
  }

  @BeforeEach
  void nothingHasBeenRun() {
    database.execute("drop schema if exists tidemark, shop, other cascade");
  }

  @Test
  void whatFailedOrWasSkippedIsDoneAgainUntilThereIsNothingToDo() throws IOException {
    project.run("build").nodeFailed().says("PASS=1 WARN=1 ERROR=1 SKIP=1");
    project.run("retry").nodeFailed().says("PASS=0 WARN=0 ERROR=1 SKIP=1 NO-OP=0 TOTAL=2");
    assertThat(args().path("which").asText()).isEqualTo("build");

    project.run("retry", "--vars", "{by: 1}").succeeded().says("PASS=2 WARN=0 ERROR=0");
    assertThat(statuses()).isEqualTo("{model.shop.after=success, model.shop.bad=success}");

    project.run("retry").succeeded().says(NOTHING);
    assertThat(statuses()).isEqualTo("{}");
    project.run("retry").succeeded().says(NOTHING);
  }

  @Test
  void whatTheProjectHasGotSinceIsNotDone() throws IOException {
    project.run("run").nodeFailed();
    project.model("fresh", "select 1 as id");

    project.run("retry", "--vars", "{by: 1}").succeeded();

    assertThat(statuses()).isEqualTo("{model.shop.after=success, model.shop.bad=success}");
  }

  @Test
  void warningsAreRetriedWhereTheyAreErrors() {
    project.run("build", "--select", "good").succeeded().says("WARN=1");
    project.run("retry", "--warn-error").nodeFailed().says("FAIL 1 accepted", "TOTAL=1");
    project.run("retry").succeeded().says("WARN 1 accepted", "WARN=1 ERROR=0");
  }

  @Test
  void theFlagsOfTheRunAreTakenFromItsResultsWhereverTheyAre() throws IOException {
    project
        .model("bad", "select {{ 'nothing' if flags.FULL_REFRESH else '1' }} as id")
        .file("profiles.yml", profiles());
    project.run("run", "--full-refresh", "--target", "other", "--vars", "{a: b}").nodeFailed();

    project.run("retry").nodeFailed().says("view model other.bad", "SKIP relation other.after");
    assertThat(args().path("full_refresh").asBoolean()).isTrue();
    assertThat(args().path("target").asText()).isEqualTo("other");
    assertThat(args().path("vars").path("a").asText()).isEqualTo("b");
  }

  @Test
  void resultsOfAnotherDirectoryAreTakenAsTheyAre() throws IOException {
    project.run("run", "--vars", "{by: 0, kept: yes}").nodeFailed();
    Files.move(project.root().resolve("target"), project.root().resolve("kept"));
    database.execute("drop schema tidemark cascade");
    project.run("retry").refused().says("Could not find previous run in 'target'");
    project
        .run("retry", "--state", "nowhere")
        .refused()
        .says("Could not find previous run in 'nowhere' target directory");

    project.run("retry", "--state", "kept").nodeFailed().says("ERROR=1 SKIP=1 NO-OP=0 TOTAL=2");
    assertThat(args().path("vars").path("kept").asText()).isEqualTo("true");
    project.run("retry", "--state", "kept", "--vars", "{by: 1}").succeeded().says("TOTAL=2");

    project.without("models/after.sql");
    project
        .run("retry", "--state", "kept")
        .refused()
        .says("Couldn't find model 'model.shop.after'");
  }

  @Test
  void aRunThatWasKilledIsContinuedByTheJobRepository() {
    project.run("run", "--select", "good").succeeded();
    project.run("run", "--no-write-json", "--select", "bad", "after").nodeFailed();
    // As in dbt: what ended by itself and has written no results is not known.
    project.run("retry", "--vars", "{by: 1}").succeeded().says(NOTHING);
    project.run("run", "--select", "good").succeeded();
    project.run("run", "--no-write-json", "--select", "bad", "after").nodeFailed();
    killed();

    project.run("retry", "--vars", "{by: 1}").succeeded().says("PASS=2", "TOTAL=2");

    project.run("run", "--no-write-json").nodeFailed();
    project.without("target/run_results.json");
    project.run("retry", "--vars", "{by: 1}").succeeded().says("TOTAL=2");
  }

  /** The last execution stands as one does whose process has been killed. */
  private static void killed() {
    database.execute(
        "update tidemark.batch_job_execution set status = 'STARTED', exit_code = 'UNKNOWN',"
            + " end_time = null where job_execution_id ="
            + " (select max(job_execution_id) from tidemark.batch_job_execution)");
  }

  @Test
  void whatHasFailedAndIsGoneCanNotBeRetried() {
    project.run("run").nodeFailed();
    project.without("models/after.sql");
    project
        .run("retry", "--vars", "{by: 1}")
        .refused()
        .says("Couldn't find model 'model.shop.after'");
  }

  @Test
  void anOperationIsCalledAgainWithItsArguments() {
    project.file(
        "macros/divide.sql",
        "{% macro divide(what) %}{% do log('calls ' ~ what, info=true) %}"
            + "{% do run_query('select ' ~ what ~ ' / ' ~ var('by', 0)) %}{% endmacro %}");
    project.run("run-operation", "divide", "--args", "{what: 12}").nodeFailed().says("calls 12");
    project.run("retry").nodeFailed().says("calls 12", "division by zero");
    project.run("retry", "--vars", "{by: 1}").succeeded().says("calls 12");
    project.run("retry").succeeded().neverSays("calls 12");
  }

  @Test
  void seedsTestsSnapshotsAndClones() throws IOException {
    project
        .file("seeds/codes.csv", "id\na\n")
        .file(
            "seeds/properties.yml", "seeds: [{name: codes, config: {column_types: {id: int}}}]\n");
    project.run("seed").nodeFailed();
    project.file("seeds/properties.yml", "");
    project.run("retry").succeeded().says("OK loaded seed file shop.codes", "TOTAL=1");

    project.file("tests/two.sql", "select 1 as n").run("test", "--select", "two").nodeFailed();
    project.run("retry").nodeFailed().says("FAIL 1 two", "TOTAL=1");

    project.run("run", "--vars", "{by: 1}", "--target-path", "made").succeeded();
    project
        .file("profiles.yml", profiles())
        .run("clone", "--state", "made", "--target", "other")
        .succeeded();
    project.run("retry").succeeded().says(NOTHING);
    database.execute("drop view shop.good cascade");
    project.run("clone", "--state", "made", "--target", "other", "-f").nodeFailed();
    database.execute("create view shop.good as select 1 as id");
    project.run("retry").succeeded().says("Done. PASS=1 WARN=0 ERROR=0 SKIP=0 NO-OP=0 TOTAL=1");
  }

  private String profiles() {
    return ProjectFolder.profiles(
        ProjectFolder.output("dev", database.settings(), "shop"),
        ProjectFolder.output("other", database.settings(), "other"));
  }

  private JsonNode args() throws IOException {
    return results().path("args");
  }

  private String statuses() throws IOException {
    TreeMap<String, String> statuses = new TreeMap<>();
    results()
        .path("results")
        .forEach(one -> statuses.put(one.path("unique_id").asText(), one.path("status").asText()));
    return statuses.toString();
  }

  private JsonNode results() throws IOException {
    return new ObjectMapper().readTree(project.read("target/run_results.json"));
  }
}
