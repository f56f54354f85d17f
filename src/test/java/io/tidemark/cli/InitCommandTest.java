package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new project runs at once, on a server of its own. */
class InitCommandTest {

  private final ProjectFolder folder;

  InitCommandTest(@TempDir Path folder) {
    this.folder = ProjectFolder.empty(folder);
  }

  @Test
  void aNewProjectRunsAtOnceAndItsRowsCanBeSeen() {
    Outcome made = folder.run("init", "harbour").succeeded();
    ProjectFolder project = ProjectFolder.empty(folder.root().resolve("harbour"));

    made.says("Made the project harbour in ", "cd harbour && tidemark run");
    assertThat(project.has(".gitignore")).isTrue();
    project.run("run").succeeded().says("Completed successfully", "ERROR=0");
    project.run("show", "--select", "orders").succeeded().says("| order_id |");
  }

  @Test
  void aNameIsAskedForUntilItIsOne() {
    TidemarkProcess.in(folder.root())
        .answering("my-shop\nharbour\n")
        .run("init")
        .succeeded()
        .says("my-shop is not a valid project name.", "Made the project harbour in ");
  }

  @Test
  void aNewProjectMayUseAProfileThatIsThere() {
    folder.file("profiles.yml", "mine: {target: dev, outputs: {dev: {type: embedded, schema: s}}}");

    folder.run("init", "harbour", "--profile", "other").refused().says("named 'other'");
    folder.run("init", "harbour", "--profile", "mine").succeeded();

    assertThat(folder.read("harbour/dbt_project.yml")).contains("profile: mine\n");
    assertThat(folder.has("harbour/profiles.yml")).isFalse();
  }

  @Test
  void aProjectsProfileIsAskedFor() {
    folder
        .file("dbt_project.yml", "name: shop\nprofile: shop\n")
        .file("here/profiles.yml", "other:\n  target: x\n\nshop:\n  outputs: {}\n# the last\n");

    TidemarkProcess.in(folder.root())
        .answering("y\n1\nlocalhost\n\nme\npa:ss\nwarehouse\npublic\nmany\n4\n")
        .run("init", "--profiles-dir", "here")
        .succeeded()
        .says(
            "The profile shop already exists in ", "port [5432]: ", "'many' is not a whole number");

    assertThat(folder.read("here/profiles.yml"))
        .isEqualTo(
            """
            other:
              target: x

            shop:
              outputs:
                dev:
                  dbname: warehouse
                  host: localhost
                  pass: 'pa:ss'
                  port: 5432
                  schema: public
                  threads: 4
                  type: postgres
                  user: me
              target: dev
            # the last
            """);
    folder.run("init", "--profile", "x").refused().says("Can not init existing project");
    TidemarkProcess.in(folder.root())
        .answering("n\n")
        .run("init", "--profiles-dir", "here")
        .succeeded();
    assertThat(folder.read("here/profiles.yml")).contains("warehouse");
  }

  @Test
  void aProjectMaySayWhatIsAskedFor() throws IOException {
    folder
        .file("dbt_project.yml", "name: shop\nprofile: shop\n")
        .file(
            "profile_template.yml",
            """
            fixed: {type: postgres}
            prompts:
              target: {type: string, default: prod}
              _choose_way_in:
                by_password: {pass: {hint: yours, hide_input: true}}
                without: {_fixed_sslmode: disable}
              port: {type: int, default: 5433, hint: the port}
            """);

    TidemarkProcess.in(folder.root())
        .answering("\n7\n2\n\n")
        .run("init", "--profiles-dir", "here")
        .succeeded()
        .says("Desired way in option (enter a number): ", "port (the port) [5433]: ");

    assertThat(Files.getPosixFilePermissions(folder.root().resolve("here/profiles.yml")))
        .as("it may hold a password")
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(folder.read("here/profiles.yml"))
        .isEqualTo(
            """
            shop:
              outputs:
                prod:
                  port: 5433
                  sslmode: disable
                  type: postgres
              target: prod
            """);
  }

  @Test
  void whatIsThereAlreadyIsLeftAlone() {
    folder.file("harbour/notes.txt", "mine");

    folder.run("init", "harbour").refused().says("a folder or file \"harbour\" already");

    assertThat(folder.read("harbour/notes.txt")).isEqualTo("mine");
  }

  @Test
  void aNameThatCannotBeAProjects() {
    folder.run("init", "my-shop").refused().says("\"my-shop\"", "letters, digits and underscores");
    folder.run("init", "../up").refused();
    folder.run("init").refused().says("Nobody has answered", "Enter a name for your project");
    assertThat(folder.root()).isEmptyDirectory();
  }
}
