package io.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The project of {@code examples/shop} is in order; its script is tried by hand. */
class ExampleShopTest {

  private static final Path EXAMPLE = Path.of("examples", "shop");

  @Test
  void itIsReadWithoutADatabase(@TempDir Path folder) throws IOException {
    ProjectFolder project = ProjectFolder.empty(folder);
    for (String file :
        List.of("dbt_project.yml", "profiles.yml", "models/sources.yml", "models/revenue.sql")) {
      project.file(file, Files.readString(EXAMPLE.resolve(file)));
    }

    project.run("parse").succeeded().says("All is well");
    assertThat(project.run("--quiet", "ls", "--select", "config.connection:shop").lines())
        .contains(
            "source:shop.raw.countries", "source:shop.raw.customers", "source:shop.raw.orders")
        .noneMatch(line -> line.contains("revenue"));
  }

  @Test
  void itsScriptCanBeStarted() throws IOException {
    assertThat(Files.isExecutable(EXAMPLE.resolve("run"))).isTrue();
    try (Stream<String> lines = Files.lines(EXAMPLE.resolve("run"))) {
      assertThat(lines.filter(line -> line.contains("kill -9 $run"))).hasSize(1);
    }
  }
}
