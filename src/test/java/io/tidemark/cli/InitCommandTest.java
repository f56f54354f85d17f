package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
  void whatIsThereAlreadyIsLeftAlone() {
    folder.file("harbour/notes.txt", "mine");

    folder.run("init", "harbour").refused().says("a folder or file \"harbour\" already");

    assertThat(folder.read("harbour/notes.txt")).isEqualTo("mine");
  }

  @Test
  void aNameThatCannotBeAProjects() {
    folder.run("init", "my-shop").refused().says("\"my-shop\"", "letters, digits and underscores");
    folder.run("init", "../up").refused();
    folder.run("init").refused().says("NAME");
    assertThat(folder.root()).isEmptyDirectory();
  }
}
