package io.tidemark.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class ProjectDirectoryTest {

  @TempDir Path root;

  @Test
  void isTheCurrentDirectoryOrTheNearestAboveIt() {
    new ProjectOnDisk(root).withProjectFile().with("models/staging/a.sql", "");

    assertThat(ProjectDirectory.find(null, root)).isEqualTo(root);
    assertThat(ProjectDirectory.find(null, root.resolve("models/staging"))).isEqualTo(root);
  }

  @Test
  void isTheOneThatWasAskedForRelativeToTheCurrent() {
    new ProjectOnDisk(root).with("shop/dbt_project.yml", "name: shop");

    assertThat(ProjectDirectory.find(Path.of("shop"), root)).isEqualTo(root.resolve("shop"));
  }

  @Test
  void withoutAProjectItIsToldWhatToDo() {
    assertThatThrownBy(() -> ProjectDirectory.find(null, root))
        .hasMessage(
            """
            There is no dbt_project.yml here
              Looked in ROOT and the directories above it.
              Go to a project's directory, name it with --project-dir DIR, or make a new project with: tidemark init NAME"""
                .replace("ROOT", root.toString()));
  }

  @Test
  void aDirectoryThatWasAskedForMustHoldTheProjectItself() {
    new ProjectOnDisk(root).withProjectFile().with("models/a.sql", "");

    assertThatThrownBy(() -> ProjectDirectory.find(Path.of("models"), root))
        .hasMessageContaining("Looked in %s.".formatted(root.resolve("models")));
    assertThatThrownBy(() -> ProjectDirectory.find(Path.of("nowhere"), root))
        .hasMessageContaining("does not exist")
        .hasMessageContaining("--project-dir");
  }
}
