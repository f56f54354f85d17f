package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.ConnectionSettings;
import io.tidemark.postgres.Secret;
import io.tidemark.postgres.TestDatabase;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A server that can't be used is explained: who connected to what, and what to do. */
class ConnectionProblemsTest {

  private static final String WRONG_PASSWORD = "hunter2-is-wrong";

  @RegisterExtension static final TestDatabase database = TestDatabase.fresh();

  private final Path folder;

  ConnectionProblemsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void theWrongPassword() {
    ConnectionSettings wrong =
        database.settings().toBuilder().password(Secret.of(WRONG_PASSWORD)).build();

    Outcome run = project(wrong, "public").run("run");

    run.refused()
        .says("refused the password of the user \"tidemark\"", "Check user and password")
        .neverSays(WRONG_PASSWORD);
  }

  @Test
  void withDebugThereIsAStackTraceAndStillNoPassword() {
    ConnectionSettings wrong =
        database.settings().toBuilder().password(Secret.of(WRONG_PASSWORD)).build();

    Outcome run = project(wrong, "public").run("run", "--debug");

    assertThat(run.exitCode()).isEqualTo(2);
    run.says("refused the password", "\tat io.tidemark.", "Caused by:").neverSays(WRONG_PASSWORD);
  }

  @Test
  void aPortWhereNothingListens() {
    ConnectionSettings elsewhere = database.settings().toBuilder().port(1).build();

    Outcome run = project(elsewhere, "public").run("run");

    run.refused()
        .says("Nothing listens on", ":1.", "Start the server, or correct host and port")
        .neverSays(password());
  }

  @Test
  void aHostThatDoesNotExist() {
    ConnectionSettings elsewhere =
        database.settings().toBuilder().host("no-such-host.invalid").build();

    Outcome run = project(elsewhere, "public").run("run");

    run.refused().says("no-such-host.invalid").neverSays(password());
  }

  @Test
  void aDatabaseThatDoesNotExist() {
    ConnectionSettings missing = database.settings().toBuilder().database("warehuose").build();

    Outcome run = project(missing, "public").run("run");

    run.refused()
        .says("The database \"warehuose\" does not exist on the server. There are: ")
        .says(database.settings().database(), "Correct dbname in the profile")
        .neverSays(password());
  }

  @Test
  void noRightToCreateASchema() {
    String guest = "guest_" + UUID.randomUUID().toString().substring(0, 8);
    database.execute("create role " + guest + " login password 'guest-password'");
    try {
      ConnectionSettings poor =
          database.settings().toBuilder().user(guest).password(Secret.of("guest-password")).build();

      Outcome run = project(poor, "marts").run("run");

      run.refused()
          .says("permission denied for database", "Grant the right to the profile's user")
          .neverSays("guest-password");
    } finally {
      database.execute("drop role " + guest);
    }
  }

  @Test
  void debugTellsWhatIsWrongAndWhatIsRight() {
    ConnectionSettings wrong =
        database.settings().toBuilder().password(Secret.of(WRONG_PASSWORD)).build();
    ProjectFolder project = project(database.settings(), "public");
    project.file(
        "profiles.yml",
        ProjectFolder.profiles(
            ProjectFolder.output("dev", database.settings(), "public"),
            ProjectFolder.output("broken", wrong, "public")));

    Outcome right = project.run("debug").succeeded();
    Outcome broken = project.run("debug", "--target", "broken");

    right
        .says("dbt_project.yml: [OK]", "profiles.yml: [OK]", "connection: [OK]", "project: [OK]")
        .says("server: PostgreSQL ", "1 models, 0 sources", "All checks passed!")
        .neverSays(password());
    assertThat(broken.exitCode()).isEqualTo(2);
    broken
        .says("connection: [ERROR]\n  The server refused the password", "project: [OK]")
        .neverSays(WRONG_PASSWORD, "\tat ");
  }

  private ProjectFolder project(ConnectionSettings server, String schema) {
    return ProjectFolder.in(folder, server, schema).model("orders", "select 1 as id\n");
  }

  private static String password() {
    return Objects.requireNonNull(database.settings().password()).reveal();
  }
}
