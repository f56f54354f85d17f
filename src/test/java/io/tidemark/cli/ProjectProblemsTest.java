package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.postgres.ConnectionSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a project's files is told with file, line and column. Needs no server. */
class ProjectProblemsTest {

  private static final ConnectionSettings NOWHERE =
      ConnectionSettings.builder("localhost", "nobody", "nowhere").port(1).build();

  private final Path folder;
  private final ProjectFolder project;

  ProjectProblemsTest(@TempDir Path folder) {
    this.folder = folder;
    project = ProjectFolder.in(folder, NOWHERE, "public").model("orders", "select 1 as id\n");
  }

  @Test
  void aFolderThatIsNoProject() {
    ProjectFolder nothing = ProjectFolder.empty(folder.resolve("models/nothing"));
    nothing.run("ls").succeeded().says("shop.orders");

    project.without("dbt_project.yml");

    nothing
        .run("run")
        .refused()
        .says(
            "There is no dbt_project.yml here\n  Looked in " + nothing.root(),
            "tidemark init NAME");
    assertThat(project.has("logs")).as("a log of the commands").isTrue();
  }

  @Test
  void noProfile() {
    project.without("profiles.yml");

    project
        .run("parse")
        .refused()
        .says(
            "There is no profiles.yml",
            "    " + folder.resolve("profiles.yml"),
            "    " + folder.resolve(".dbt/profiles.yml"),
            "type: embedded");
  }

  @Test
  void aJobFile() {
    project.file("jobs/daily.yml", "job: daily\ntasks:\n  - {id: a, selct: orders}\n");

    project
        .run("parse")
        .refused()
        .says(
            """
            Error: There is no key "selct" here
              jobs/daily.yml:3:13
                3 |   - {id: a, selct: orders}
                  |             ^
            """,
            "Did you mean \"select\"?");

    project.file("jobs/daily.yml", "job: daily\ntasks:\n  - {id: a, select: orders}\n");
    project.run("parse").succeeded().says(", 1 job. All is well.");
  }

  @Test
  void aProfileOfAnotherName() {
    project.file("dbt_project.yml", "name: shop\nprofile: shp\n");

    project
        .run("parse")
        .refused()
        .says(
            """
            Error: There is no profile "shp"
              dbt_project.yml:2:10
                2 | profile: shp
                  |          ^
            """,
            "Did you mean \"shop\"?");
  }

  @Test
  void anOutputOfAnotherName() {
    project
        .run("parse", "--target", "dve")
        .refused()
        .says(
            "The profile \"shop\" has no output \"dve\"",
            "Its outputs: dev. Did you mean \"dev\"?");
  }

  @Test
  void anEnvironmentVariableThatIsNotSet() {
    project.file(
        "profiles.yml",
        """
        shop:
          target: dev
          outputs:
            dev:
              type: postgres
              host: localhost
              port: 5432
              user: "{{ env_var('SHOP_USER') }}"
              password: "{{ env_var('SHOP_PASSWORD') }}"
              dbname: shop
              schema: public
        """);

    project
        .run("parse")
        .refused()
        .says("SHOP_USER", "profiles.yml:8:", "SHOP_PASSWORD", "profiles.yml:9:");
  }

  @Test
  void everythingThatIsWrongWithItsFilesAtOnce() {
    project
        .file("models/tab.yml", "version: 2\nmodels:\n\t- name: orders\n")
        .file("models/quote.yml", "version: 2\nmodels:\n  - name: \"orders\n")
        .file("models/shape.yml", "version: 2\nmodels:\n  - name: orders\n    columns: 3\n")
        .bytes("models/latin.sql", "select 'é' as x".getBytes(StandardCharsets.ISO_8859_1))
        .file("models/nul.sql", "select 1,\n  'a\0b' as x\n")
        .bytes("models/wide.sql", "select 1".getBytes(StandardCharsets.UTF_16));

    project
        .run("parse")
        .refused()
        .says(
            """
            A tab is used for indentation; YAML allows only spaces
              models/tab.yml:3:1
            """,
            """
            This quote is never closed
              models/quote.yml:3:11
                3 |   - name: "orders
                  |           ^
            """,
            """
            "columns" must be a list
              models/shape.yml:4:14
                4 |     columns: 3
                  |              ^
              Found the number 3.
            """,
            """
            The file models/latin.sql is not UTF-8
              models/latin.sql:1:9
            """,
            "The file models/nul.sql is no text\n  models/nul.sql:2:5",
            "The file models/wide.sql is UTF-16, not UTF-8");
  }

  @Test
  void aProjectFileWithTabsOrNothingInIt() {
    project.file("dbt_project.yml", "name: shop\n\tprofile: shop\n");
    project.run("parse").refused().says("A tab is used", "dbt_project.yml:2:1");

    project.file("dbt_project.yml", "");
    project.run("parse").refused().says("dbt_project.yml is empty");
  }

  @Test
  void aByteOrderMarkAndWindowsLineEndsAreNoProblem() {
    String bom = "\uFEFF";
    project
        .file("dbt_project.yml", bom + "name: shop\r\nprofile: shop\r\n")
        .file("models/marts.yml", bom + "version: 2\r\nmodels:\r\n  - name: orders\r\n")
        .model("orders", bom + "{{ config(alias='o') }}\r\nselect 1 as id\r\n");

    project.run("compile", "--select", "orders").succeeded().says("select 1 as id").neverSays(bom);
    assertThat(project.read("target/compiled/shop/models/orders.sql"))
        .isEqualToNormalizingNewlines("\nselect 1 as id");
  }

  @Test
  void anEmptyModel() {
    project.model("nothing", "  \n");

    project.run("ls", "--output", "name").succeeded().says("nothing");
    project.run("compile").succeeded().neverSays("nothing");
  }

  @Test
  void propertiesOfAModelThatIsNotThereAreWarnedOf() {
    project.file("models/marts.yml", "version: 2\nmodels:\n  - name: ordrs\n");

    project
        .run("parse")
        .succeeded()
        .says("WARNING", "\"ordrs\"", "models/marts.yml:3:", "Did you mean \"orders\"?");
  }

  @Test
  void artifactsThatCannotBeWritten() {
    project.file("target", "a file where a folder should be");

    project
        .run("compile")
        .refused()
        .says(
            "The artifacts can't be written",
            folder.resolve("target") + " is a file",
            "--target-path")
        .neverSays("java.nio");
  }

  @Test
  void valuesOfTheProfileThatAreOutOfRange() {
    String profiles = project.read("profiles.yml");
    project.file(
        "profiles.yml", profiles.replace("threads: 2", "threads: 0\n      sslmode: maybe"));
    project
        .run("parse")
        .refused()
        .says("\"threads\" must be a whole number from 1", "profiles.yml:12:16")
        .says("Found \"maybe\". Allowed: disable,", "profiles.yml:13:7");

    project.file("profiles.yml", profiles.replace("type: postgres", "type: snowflake"));
    project.run("parse").refused().says("The dbt adapter \"snowflake\"", "postgres, embedded");
    project.file("profiles.yml", profiles);
    project.run("run", "--threads", "0").refused().says("--threads must be a number from 1");
  }
}
