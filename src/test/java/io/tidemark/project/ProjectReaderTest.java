package io.tidemark.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.yaml.ValueRenderer;
import java.nio.file.Path;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class ProjectReaderTest {

  @TempDir Path root;

  private ProjectOnDisk project;

  @BeforeEach
  void projectFile() {
    project = new ProjectOnDisk(root).withProjectFile();
  }

  @Test
  void readsFilesAndProperties() {
    project
        .with("models/orders.sql", "select 1")
        .with("models/schema.yml", "models: [{name: orders, description: All orders}]");

    Project read = read();

    assertThat(read.name()).isEqualTo("shop");
    assertThat(read.root()).isEqualTo(root);
    assertThat(read.models()).extracting(SourceFile::name).containsExactly("orders");
    assertThat(read.properties().model("orders").orElseThrow().description())
        .isEqualTo("All orders");
    assertThat(read.warnings()).isEmpty();
  }

  @Test
  void everyProblemOfEveryFileIsToldAtOnce() {
    project
        .with("dbt_project.yml", "name: a b\n")
        .with("models/a.yml", "models:\n\t- name: x\n")
        .with("models/b.yml", "models: {name: x}\n")
        .with("models/c.sql", new byte[] {'x', (byte) 0xFF});

    assertThatThrownBy(this::read)
        .isInstanceOfSatisfying(
            ProjectException.class,
            thrown ->
                assertThat(thrown.problems())
                    .extracting(Problem::what)
                    .containsExactly(
                        "\"a b\" can't be a project's name",
                        "The file models/c.sql is not UTF-8",
                        "A tab is used for indentation; YAML allows only spaces",
                        "\"models\" must be a list"));
  }

  @Test
  void propertiesOfAModelThatIsNotThereAreAWarningWithTheNearest() {
    project
        .with("models/orders.sql", "select 1")
        .with("models/schema.yml", "models:\n  - name: ordrs\n");

    assertThat(read().warnings())
        .extracting(Problem::render)
        .containsExactly(
            """
            There is no model "ordrs"
              models/schema.yml:2:11
                2 |   - name: ordrs
                  |           ^
              Did you mean "orders"?
              Correct the name or remove the entry; it has no effect.""");
  }

  @Test
  void aSeedThatIsDescribedAsAModelIsTold() {
    project
        .with("seeds/countries.csv", "a\n")
        .with("models/schema.yml", "models:\n  - name: countries\n");

    assertThat(read().warnings())
        .extracting(Problem::render)
        .singleElement()
        .asString()
        .contains("\"countries\" is a seed.", "Move this entry under \"seeds:\".");
  }

  @Test
  void aModelWithVersionsMayHaveOtherFileNames() {
    project
        .with("models/orders_v1.sql", "select 1")
        .with("models/schema.yml", "models: [{name: orders, versions: [{v: 1}]}]");

    assertThat(read().warnings()).isEmpty();
  }

  @Test
  void anEmptyPropertiesFileIsNoProblem() {
    project.with("models/schema.yml", "").with("models/more.yml", "# later\n");

    assertThat(read().warnings()).isEmpty();
  }

  @Test
  void aProjectWithoutItsFileIsTold() {
    assertThatThrownBy(() -> ProjectReader.read(root.resolve("models"), ValueRenderer.identity()))
        .hasMessageContaining("dbt_project.yml can't be read");
  }

  @Test
  void namesWithQuotesInUnicodeAndOfAnyLengthAreRead() {
    String longName = "m".repeat(80);
    project
        .with("models/it's.sql", "select 1")
        .with("models/größe_日本.sql", "select 1")
        .with("models/" + longName + ".sql", "select 1");

    assertThat(read().models())
        .extracting(SourceFile::name)
        .containsExactlyInAnyOrder("it's", "größe_日本", longName);
  }

  private Project read() {
    return ProjectReader.read(root, ValueRenderer.identity());
  }
}
