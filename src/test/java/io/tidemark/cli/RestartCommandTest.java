package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.postgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a restart takes from the run that it continues, and what it can't continue. */
class RestartCommandTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final ProjectFolder project;

  RestartCommandTest(@TempDir Path folder) {
    project =
        ProjectFolder.in(folder, database.settings(), "shop")
            .model("good", "select 1 as id")
            .model("other", "select 2 as id")
            .model(
                "divided",
                "{{ config(materialized='table') }} select 1 / {{ var('divisor', 1) }} as id");
  }

  @BeforeEach
  void nothingHasBeenRun() {
    database.execute("drop schema if exists tidemark, shop cascade");
  }

  @Test
  void variablesThatAreGivenNowTakeThePlaceOfTheRuns() {
    project.run("run", "--vars", "{divisor: 0}").nodeFailed();
    project.run("restart").nodeFailed().says("division by zero");

    project.run("restart", "--vars", "{divisor: 1}").succeeded().says("TOTAL=1");
  }

  @Test
  void aRunIsNamedByItsNumberOrItsInvocation() throws IOException {
    project.run("run", "--vars", "{divisor: 0}").nodeFailed();
    String invocation =
        new ObjectMapper()
            .readTree(project.read("target/run_results.json"))
            .at("/metadata/invocation_id")
            .asText();
    project.run("run", "--select", "good").succeeded();

    project.run("restart", invocation, "--vars", "{divisor: 0}").nodeFailed();
    project.run("restart", "1", "--vars", "{divisor: 1}").succeeded().says("TOTAL=1");
    project.run("restart", "none").refused().says("This project has no run with the id none");
  }

  @Test
  void whatIsLeftOfARunMayBeGone() {
    project.run("run", "--vars", "{divisor: 0}").nodeFailed();
    project.without("models/divided.sql");

    project
        .run("restart")
        .refused()
        .says("Nothing of run 1 is left", "model.shop.divided", "Start a new one: tidemark run");
  }

  /** Its process may have died before it could write anything of its own. */
  @Test
  void whatItWasAskedForIsKeptWithTheRunItself() {
    project
        .run("run", "--vars", "{divisor: 0, long: " + "x".repeat(3000) + "}", "--select", "divided")
        .nodeFailed();
    database.execute("delete from tidemark.batch_job_execution_context");
    project.model("divided", "select 1 as id, length('{{ var('long') }}') as characters");

    project.run("restart").succeeded().says("TOTAL=1");

    assertThat(database.queryText("select characters from shop.divided")).isEqualTo("3000");
  }
}
