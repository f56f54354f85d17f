package io.tidemark.project.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tidemark.project.ProjectOnDisk;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class ProjectFilesTest {

  private static final SearchPaths PATHS =
      new SearchPaths(
          List.of("models"),
          List.of("seeds"),
          List.of("snapshots"),
          List.of("macros"),
          List.of("tests"),
          List.of("analyses"),
          List.of("functions"),
          List.of("models", "docs/"));

  @TempDir Path root;

  private final Problems problems = new Problems();
  private ProjectOnDisk project;

  @BeforeEach
  void emptyProject() {
    project = new ProjectOnDisk(root);
  }

  @Test
  void tellsFilesByDirectoryAndExtension() {
    project
        .with("models/staging/stg_orders.sql", "select 1")
        .with("models/marts/daily.sql.mustache", "select 1")
        .with("models/py.py", "")
        .with("models/schema.yml", "")
        .with("models/more.YAML", "")
        .with("models/overview.md", "")
        .with("models/readme.txt", "")
        .with("seeds/countries.csv", "a\n1\n")
        .with("seeds/seeds.yml", "")
        .with("snapshots/s.sql", "")
        .with("macros/m.sql", "")
        .with("macros/m.sql.mustache", "")
        .with("tests/singular.sql", "")
        .with("tests/generic/g.sql", "")
        .with("tests/fixtures/f.csv", "")
        .with("analyses/a.sql", "")
        .with("docs/d.md", "")
        .with("elsewhere/x.sql", "");

    ProjectFiles files = scan();

    assertThat(problems.errors()).isEmpty();
    assertThat(paths(files, FileKind.MODEL))
        .containsExactly(
            "models/marts/daily.sql.mustache", "models/py.py", "models/staging/stg_orders.sql");
    assertThat(paths(files, FileKind.PROPERTIES))
        .containsExactly("models/more.YAML", "models/schema.yml", "seeds/seeds.yml");
    assertThat(paths(files, FileKind.DOCS)).containsExactly("docs/d.md", "models/overview.md");
    assertThat(paths(files, FileKind.SEED)).containsExactly("seeds/countries.csv");
    assertThat(paths(files, FileKind.SNAPSHOT)).containsExactly("snapshots/s.sql");
    assertThat(paths(files, FileKind.MACRO)).containsExactly("macros/m.sql");
    assertThat(paths(files, FileKind.SINGULAR_TEST)).containsExactly("tests/singular.sql");
    assertThat(paths(files, FileKind.GENERIC_TEST)).containsExactly("tests/generic/g.sql");
    assertThat(paths(files, FileKind.FIXTURE)).containsExactly("tests/fixtures/f.csv");
    assertThat(paths(files, FileKind.ANALYSIS)).containsExactly("analyses/a.sql");
  }

  @Test
  void aFileKnowsItsNameFoldersAndFqn() {
    project
        .with("models/staging/shop/stg_orders.sql", "select 1")
        .with("models/daily.sql.mustache", "select 1")
        .with("models/v1.2.sql", "select 1");

    List<SourceFile> models = scan().of(FileKind.MODEL);

    assertThat(models).extracting(SourceFile::name).containsExactly("daily", "stg_orders", "v1.2");
    assertThat(models.get(0).isMustache()).isTrue();
    assertThat(models.get(1).folders()).containsExactly("staging", "shop");
    assertThat(models.get(1).relativePath()).isEqualTo("staging/shop/stg_orders.sql");
    assertThat(models.get(1).fqn("shop")).containsExactly("shop", "staging", "shop", "stg_orders");
    assertThat(models.get(1).absolutePath()).exists();
  }

  @Test
  void theChecksumIsDbts() {
    // printf 'select 1' | sha256sum: dbt strips the white space around the contents.
    project.with("models/a.sql", "\n select 1\n\n");

    assertThat(scan().of(FileKind.MODEL).get(0).checksum())
        .isEqualTo(
            new Checksum(
                "sha256", "822ae07d4783158bc1912bb623e5107cc9002d519e1143a9c200ed6ee18b6d0f"));
  }

  @Test
  void aLargeSeedIsKnownByItsPathAndNoSeedIsKeptInMemory() {
    project.with("seeds/big.csv", "a\n" + "1\n".repeat(600_000)).with("seeds/small.csv", "a\n1\n");

    List<SourceFile> seeds = scan().of(FileKind.SEED);

    assertThat(seeds.get(0).checksum()).isEqualTo(new Checksum("path", "seeds/big.csv"));
    assertThat(seeds.get(1).checksum().name()).isEqualTo("sha256");
    assertThat(seeds).extracting(SourceFile::text).containsOnly("");
  }

  @Test
  void windowsLineBreaksStayAndAByteOrderMarkGoes() {
    project.with("models/a.sql", "\uFEFFselect 1,\r\n2\r\n");

    SourceFile file = scan().of(FileKind.MODEL).get(0);

    assertThat(file.text()).isEqualTo("select 1,\r\n2\r\n");
    assertThat(file.source().at(2, 1).text()).isEqualTo("2");
    assertThat(file.start().text()).isEqualTo("select 1,");
  }

  @Test
  void passesOverHiddenAndTemporaryFiles() {
    project
        .with("models/.hidden.sql", "")
        .with("models/#a.sql", "")
        .with("models/~a.sql", "")
        .with("models/a.sql~", "")
        .with("models/a.sql", "");

    assertThat(paths(scan(), FileKind.MODEL)).containsExactly("models/a.sql");
  }

  @Test
  void aLoopOfLinksIsNotFollowedAndALinkToAFileIs() throws IOException {
    project.with("models/sub/a.sql", "").with("shared/b.sql", "select 2");
    Files.createSymbolicLink(root.resolve("models/sub/loop"), root.resolve("models"));
    Files.createSymbolicLink(root.resolve("models/b.sql"), root.resolve("shared/b.sql"));

    ProjectFiles files = scan();

    assertThat(paths(files, FileKind.MODEL)).containsExactly("models/b.sql", "models/sub/a.sql");
    assertThat(files.of(FileKind.MODEL).get(0).text()).isEqualTo("select 2");
  }

  @Test
  void theSearchPathItselfMayBeALink() throws IOException {
    project.with("elsewhere/a.sql", "");
    Files.createSymbolicLink(root.resolve("models"), root.resolve("elsewhere"));

    assertThat(paths(scan(), FileKind.MODEL)).containsExactly("models/a.sql");
  }

  @Test
  void aLinkThatLeadsNowhereIsAProblem() throws IOException {
    Files.createDirectories(root.resolve("models"));
    Files.createSymbolicLink(root.resolve("models/gone.sql"), root.resolve("nothing"));

    scan();

    assertThat(problems.errors())
        .extracting(Problem::render)
        .containsExactly(
            """
            The link models/gone.sql leads to no file
              Remove the link, or add its name to .dbtignore.\
            """);
  }

  @Test
  void aFileThatIsNotUtf8IsShownWithItsLine() {
    project.with(
        "models/a.sql", "select 1,\n  'M\u00fcller'\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(scan().of(FileKind.MODEL)).isEmpty();
    assertThat(problems.errors())
        .extracting(Problem::render)
        .containsExactly(
            """
            The file models/a.sql is not UTF-8
              models/a.sql:2:5
                2 |   'M\uFFFDller'
                  |     ^
              Found the byte 0xFC.
              Save it as UTF-8, or replace this character.\
            """);
  }

  @Test
  void aReplacementCharacterThatIsWrittenInTheFileIsNoProblem() {
    project.with("models/a.sql", "select '\uFFFD'");

    assertThat(scan().of(FileKind.MODEL)).hasSize(1);
    assertThat(problems.errors()).isEmpty();
  }

  @Test
  void utf16IsSaidToBeUtf16() {
    project.with("models/a.sql", "\uFEFFselect 1".getBytes(StandardCharsets.UTF_16LE));

    scan();

    assertThat(problems.errors())
        .extracting(Problem::render)
        .containsExactly("The file models/a.sql is UTF-16, not UTF-8\n  Save it as UTF-8.");
  }

  @Test
  void aFileThatMayNotBeReadIsAProblem() throws IOException {
    project.with("models/a.sql", "select 1").with("models/b.sql", "select 1");
    assumeThat(root.resolve("models/a.sql").toFile().setReadable(false)).isTrue();
    // The superuser may read everything; there is nothing to prove then.
    assumeThat(Files.isReadable(root.resolve("models/a.sql"))).isFalse();

    assertThat(paths(scan(), FileKind.MODEL)).containsExactly("models/b.sql");
    assertThat(problems.errors().get(0).render())
        .contains("models/a.sql can't be read", "no right to read it");
  }

  @Test
  void aFileThatFailsWhileItIsReadIsAProblem() throws IOException {
    Path failing = Path.of("/proc/self/mem");
    assumeThat(failing).exists();
    project.with("models/b.sql", "select 1");
    Files.createSymbolicLink(root.resolve("models/a.sql"), failing);

    assertThat(paths(scan(), FileKind.MODEL)).containsExactly("models/b.sql");
    assertThat(problems.errors().get(0).render())
        .startsWith("models/a.sql can't be read\n  The system says: ")
        .endsWith("Give the right to read it, or add its name to .dbtignore.");
    Files.delete(root.resolve("models/a.sql"));
  }

  @Test
  void dbtignoreIsHonoured() {
    project
        .with(
            ".dbtignore", "# comment\n*.tmp.sql\nold/\n/models/x?.sql\n!models/x2.sql\n**/wip/**\n")
        .with("models/a.sql", "")
        .with("models/a.tmp.sql", "")
        .with("models/old/b.sql", "")
        .with("models/x1.sql", "")
        .with("models/x2.sql", "")
        .with("models/deep/wip/c.sql", "");

    assertThat(paths(scan(), FileKind.MODEL)).containsExactly("models/a.sql", "models/x2.sql");
  }

  @Test
  void aFileBelowTwoSearchPathsIsOneFile() {
    project.with("models/staging/a.sql", "");

    ProjectFiles files =
        ProjectFiles.scan(
            root,
            new SearchPaths(
                List.of("models/staging", "models"),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of()),
            problems);

    assertThat(files.of(FileKind.MODEL)).hasSize(1);
    assertThat(files.of(FileKind.MODEL).get(0).searchPath()).isEqualTo("models");
  }

  @Test
  void aProjectWithoutDirectoriesHasNoFiles() {
    assertThat(scan().byKind()).isEmpty();
    assertThat(problems.errors()).isEmpty();
  }

  private ProjectFiles scan() {
    return ProjectFiles.scan(root, PATHS, problems);
  }

  private static List<String> paths(ProjectFiles files, FileKind kind) {
    return files.of(kind).stream().map(SourceFile::path).toList();
  }
}
