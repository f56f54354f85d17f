package io.tidemark.project.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.postgres.Secret;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.yaml.ValueRenderer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Defaults, full mapping and the text of every error. */
@NullUnmarked
class OutputTest {

  private static final String REQUIRED =
      "type: postgres\nhost: h\nport: 5432\nuser: u\npassword: p\ndbname: d\nschema: s\n";

  @TempDir Path directory;

  @Test
  void aPostgresOutputHasDbtsDefaults() {
    assertThat(output(REQUIRED))
        .isEqualTo(
            new PostgresOutput(
                "shop",
                "dev",
                "h",
                5432,
                "u",
                Secret.of("p"),
                "d",
                "s",
                1,
                10,
                null,
                null,
                0,
                new Ssl(null, null, null, null),
                "tidemark",
                1,
                Map.of()));
  }

  @Test
  void everyFieldOfDbtPostgresIsRead() {
    assertThat(
            output(
                """
                type: postgres
                host: db.example.org
                port: "5433"
                user: "007"
                pass: no
                database: shop
                schema: public
                threads: 8
                connect_timeout: 3
                role: loader
                search_path: a, b
                keepalives_idle: 60
                sslmode: verify-full
                sslcert: c.pem
                sslkey: k.pem
                sslrootcert: r.pem
                application_name: nightly
                retries: 5
                client_session_keep_alive: False
                """))
        .isEqualTo(
            new PostgresOutput(
                "shop",
                "dev",
                "db.example.org",
                5433,
                "007",
                Secret.of("no"),
                "shop",
                "public",
                8,
                3,
                "loader",
                "a, b",
                60,
                new Ssl("verify-full", "c.pem", "k.pem", "r.pem"),
                "nightly",
                5,
                Map.of("client_session_keep_alive", false)));
  }

  @Test
  void anEmbeddedOutputNeedsNothingButItsType() {
    assertThat(output("type: embedded\n"))
        .isEqualTo(
            new EmbeddedOutput(
                "shop", "dev", "tidemark", "public", 1, ".tidemark/postgres", null, Map.of()));
  }

  @Test
  void everyFieldOfAnEmbeddedOutputIsRead() {
    assertThat(
            output(
                "type: embedded\ndbname: d\nschema: s\nthreads: 4\ndirectory: data\nport: 6000\nx:"
                    + " 1\n"))
        .isEqualTo(new EmbeddedOutput("shop", "dev", "d", "s", 4, "data", 6000, Map.of("x", 1L)));
  }

  @Test
  void threadsCanBeSetFromOutside() {
    assertThat(output(REQUIRED).withThreads(9).threads()).isEqualTo(9);
    assertThat(output("type: embedded\n").withThreads(9).threads()).isEqualTo(9);
  }

  @Test
  void anOutputPrintsNeitherItsPasswordNorFieldsOfOthers() {
    String yaml = REQUIRED.replace("password: p", "password: hunter2") + "token: hunter2\n";

    assertThat(output(yaml)).hasToString("shop.dev (postgres: u@h:5432/d)");
    assertThat(((PostgresOutput) output(yaml)).password()).hasToString("********");
    assertThat(output("type: embedded\ntoken: hunter2\n"))
        .hasToString("shop.dev (embedded: .tidemark/postgres/tidemark)");
  }

  @Test
  void allMissingFieldsAreNamedAtOnce() {
    assertThatThrownBy(() -> output("type: postgres\nport: 1\n"))
        .hasMessage(
            """
            The output "dev" of the profile "shop" lacks dbname, host, password, schema, user
              profiles.yml:5:7
                5 |       type: postgres
                  |       ^
              Add these fields.\
            """);
  }

  @Test
  void allWrongFieldsAreToldAtOnce() {
    assertThatThrownBy(
            () ->
                output(
                    REQUIRED.replace("5432", "abc")
                        + "threads: 0\nsslmode: verify_full\nretries: -1\nkeepalives_idle: x\n"
                        + "connect_timeout: [1]\n"))
        .isInstanceOfSatisfying(
            ProjectException.class,
            thrown ->
                assertThat(thrown.problems())
                    .extracting(Problem::what)
                    .containsExactlyInAnyOrder(
                        "\"port\" must be a whole number from 1 to 65535",
                        "\"threads\" must be a whole number from 1 to 1024",
                        "\"sslmode\" has a value that PostgreSQL does not know",
                        "\"retries\" must be a whole number from 0",
                        "\"keepalives_idle\" must be a whole number from 0",
                        "\"connect_timeout\" must be a whole number from 0"))
        .hasMessageContaining("Found the text \"abc\".")
        .hasMessageContaining("Did you mean \"verify-full\"?");
  }

  @ParameterizedTest
  @CsvSource({"0", "65536", "-1", "5432.5", "true", "''", "99999999999999999999"})
  void aPortThatIsNoneIsRefused(String port) {
    assertThatThrownBy(() -> output(REQUIRED.replace("5432", port.isEmpty() ? "''" : port)))
        .hasMessageContaining("\"port\" must be a whole number from 1 to 65535");
  }

  @Test
  void oneFieldByTwoNamesIsRefused() {
    assertThatThrownBy(() -> output(REQUIRED + "pass: hunter2\n"))
        .hasMessageContaining("\"password\" and \"pass\" are the same field")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void anotherAdapterIsCalledByItsName() {
    assertThatThrownBy(() -> output("type: snowflake\naccount: x\n"))
        .hasMessage(
            """
            The dbt adapter "snowflake" is not one that Tidemark can use
              profiles.yml:5:7
                5 |       type: snowflake
                  |       ^
              Allowed: postgres, embedded.
              Choose another output with --target, or change "type".\
            """);
  }

  @Test
  void aMistypedTypeGetsTheNearest() {
    assertThatThrownBy(() -> output("type: postgers\n"))
        .hasMessageContaining("There is no output type \"postgers\"")
        .hasMessageContaining("Did you mean \"postgres\"?");
  }

  @Test
  void anOutputWithoutATypeIsRefused() {
    assertThatThrownBy(() -> output("host: h\n"))
        .hasMessageContaining("The output \"dev\" of the profile \"shop\" has no \"type\"")
        .hasMessageContaining("type: postgres");
  }

  @Test
  void onlyTheOutputInUseIsRendered() {
    ProfilesFile file =
        file(
            """
            shop:
              target: "{{ env_var('T') }}"
              outputs:
                dev: {type: embedded, schema: "{{ env_var('S') }}"}
                prod: {type: postgres, host: "{{ env_var('NOT_SET') }}"}
            """);
    ValueRenderer renderer =
        (text, place) -> {
          if (text.contains("NOT_SET")) {
            throw new ProjectException(Problem.of("NOT_SET is not set").at(place));
          }
          return text.contains("'T'") ? "dev" : "mine";
        };

    assertThat(file.profile("shop", null).output(null, renderer).schema()).isEqualTo("mine");
    assertThatThrownBy(() -> file.profile("shop", null).output("prod", renderer))
        .hasMessageContaining("NOT_SET is not set")
        .hasMessageContaining("profiles.yml:5:34");
  }

  @Test
  void aPasswordThatLooksLikeATemplateIsTakenAsItIs() {
    ValueRenderer failing =
        (text, place) -> {
          throw new ProjectException(Problem.of("no template").at(place));
        };
    String yaml = REQUIRED.replace("password: p", "password: 'a{{b'");

    PostgresOutput output = (PostgresOutput) profile(yaml).output(null, failing);

    assertThat(output.password().reveal()).isEqualTo("a{{b");
  }

  private Output output(String yaml) {
    return profile(yaml).output(null, ValueRenderer.identity());
  }

  private Profile profile(String yaml) {
    return file("shop:\n  target: dev\n  outputs:\n    dev:\n" + yaml.indent(6))
        .profile("shop", null);
  }

  private ProfilesFile file(String yaml) {
    try {
      Path file = Files.writeString(directory.resolve("profiles.yml"), yaml);
      return ProfilesFile.read(file, "profiles.yml");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Test
  void theModesOfSslAreLibpqs() {
    assertThat(Ssl.MODES)
        .isEqualTo(List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full"));
  }
}
