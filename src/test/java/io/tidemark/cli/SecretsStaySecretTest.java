package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** No password is printed, logged, written into an artifact or kept in the job repository. */
class SecretsStaySecretTest {

  private static final String VARIABLE = "DBT_ENV_SECRET_PASSWORD";

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final ProjectFolder project;

  SecretsStaySecretTest(@TempDir Path folder) {
    project = ProjectFolder.in(folder, database.settings(), "secrets");
  }

  @Test
  void thePasswordOfTheProfileIsNowhereAfterARun() throws IOException {
    project
        .model("settings", "select $$ {{ target }} {{ target.password }} $$ as settings\n")
        .model("wrong", "select nothing\n");

    Outcome run = project.run("run", "--debug");

    assertThat(run.exitCode()).isEqualTo(1);
    run.neverSays(password());
    assertThat(filesThatHold(password())).containsExactly("profiles.yml");
    assertThat(repository()).isNotEmpty().noneMatch(row -> row.contains(password()));
  }

  @Test
  void aSecretVariableIsMaskedWhereverTheServerRepeatsIt() throws IOException {
    String profiles = project.read("profiles.yml");
    project
        .file("profiles.yml", profiles.replace(password(), "{{ env_var('" + VARIABLE + "') }}"))
        .model("value", "{{ config(materialized='table') }} select '{{ var('x') }}'::int as id\n");

    Outcome run =
        TidemarkProcess.in(project.root())
            .env(VARIABLE, password())
            .run("run", "--vars", "{x: " + password() + "x}");

    run.nodeFailed().says("invalid input syntax for type integer: \"*****x\"");
    run.neverSays(password());
    assertThat(filesThatHold(password()))
        .as("what the person asked for is compiled and run, and nothing else holds it")
        .allMatch(file -> file.startsWith("target/compiled/") || file.startsWith("target/run/"));
  }

  @Test
  void aSecretVariableIsRefusedInAModel() {
    project.model("value", "select '{{ env_var('" + VARIABLE + "') }}' as x\n");

    TidemarkProcess.in(project.root())
        .env(VARIABLE, "hunter2")
        .run("parse")
        .refused()
        .says("Found '" + VARIABLE + "'", "models/value.sql:1")
        .neverSays("hunter2");
  }

  @Test
  void aProfileThatCannotBeReadShowsNoPassword() {
    String profiles = project.read("profiles.yml");

    for (String broken : List.of("hunter2: oops", "\"hunter2", "[hunter2]", "{hunter2: 1}")) {
      project.file("profiles.yml", profiles.replace('"' + password() + '"', broken));
      project.run("parse").refused().says("profiles.yml:", "********").neverSays("hunter2");
    }
  }

  private List<String> filesThatHold(String text) throws IOException {
    try (Stream<Path> files = Files.walk(project.root())) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> project.root().relativize(file).toString().replace('\\', '/'))
          .filter(file -> project.read(file).contains(text))
          .toList();
    }
  }

  /** Every row of every table of the schema in which the engine keeps its books. */
  private static List<String> repository() {
    return database.query("select tablename from pg_tables where schemaname = 'tidemark'").stream()
        .flatMap(
            table -> database.query("select t::text from tidemark." + table.get(0) + " t").stream())
        .map(row -> String.valueOf(row.get(0)))
        .toList();
  }

  private static String password() {
    return Objects.requireNonNull(database.settings().password()).reveal();
  }
}
