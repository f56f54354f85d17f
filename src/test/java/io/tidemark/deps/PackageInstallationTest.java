package io.tidemark.deps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.project.ProjectOnDisk;
import io.tidemark.project.problem.ProjectException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages come from folders and repositories, whole or not at all. */
class PackageInstallationTest {

  private final PackagesOnDisk shop;

  PackageInstallationTest(@TempDir Path folder) {
    shop = new PackagesOnDisk(folder);
  }

  @Test
  void aRepositoryAtATagABranchACommitAndAFolderOfIt() {
    ProjectOnDisk util = shop.repository("util", "").with("macros/m.sql", "first");
    String first = shop.commit("util");
    shop.tag("util", "v1");
    util.with("macros/m.sql", "second");
    shop.commit("util");
    shop.repository("deep", "below/here/").with("below/here/macros/d.sql", "deep");
    shop.commit("deep");

    shop.asking(git("util", "v1") + git("deep", "main") + "    subdirectory: below/here\n")
        .install();

    assertThat(shop.read("dbt_packages/util/macros/m.sql")).isEqualTo("first");
    assertThat(shop.read("dbt_packages/deep/macros/d.sql")).isEqualTo("deep");
    assertThat(shop.root().resolve("dbt_packages/util/.git")).doesNotExist();
    assertThat(shop.read("package-lock.yml"))
        .contains("    name: util\n    revision: " + first + "\n")
        .contains("    subdirectory: below/here\n");
    assertThat(shop.warnings).singleElement().asString().contains("deep").contains("not pinned");

    shop.asking(git("util", "main")).install();
    assertThat(shop.read("dbt_packages/util/macros/m.sql")).isEqualTo("second");
    assertThat(shop.installed()).containsExactly("util");

    shop.asking(git("util", first)).install();
    assertThat(shop.read("dbt_packages/util/macros/m.sql")).isEqualTo("first");
  }

  @Test
  void whatIsLockedStaysUntilItIsAskedForAnew() {
    ProjectOnDisk util = shop.repository("util", "").with("macros/m.sql", "first");
    shop.commit("util");
    shop.asking(git("util", "main")).install();
    util.with("macros/m.sql", "second");
    shop.commit("util");

    shop.install();
    assertThat(shop.read("dbt_packages/util/macros/m.sql")).isEqualTo("first");

    shop.install(true);
    assertThat(shop.read("dbt_packages/util/macros/m.sql")).isEqualTo("second");
  }

  @Test
  void aLocalPackageIsALinkAndBringsWhatItNeeds() {
    shop.repository("util", "");
    shop.commit("util");
    shop.repository("near", "").with("packages.yml", "packages:\n" + git("util", "main"));

    shop.asking("  - local: ../repositories/near\n").install();

    assertThat(shop.installed()).containsExactly("near", "util");
    assertThat(Files.isSymbolicLink(shop.root().resolve("dbt_packages/near"))).isTrue();
  }

  @Test
  void twoRevisionsOfOnePackageAreExplained() {
    shop.repository("util", "");
    shop.commit("util");
    shop.tag("util", "v1");
    shop.repository("near", "").with("packages.yml", "packages:\n" + git("util", "main"));
    shop.asking("  - local: ../repositories/near\n" + git("util", "v1"));

    assertThatThrownBy(shop::install)
        .isInstanceOf(ProjectException.class)
        .hasMessageContaining("in different revisions")
        .hasMessageContaining("packages.yml asks for")
        .hasMessageContaining("near asks for");
    assertThat(shop.filesOfTheProject()).containsExactly("dbt_project.yml", "packages.yml");
  }

  @Test
  void whatFailsLeavesWhatWasThere() {
    shop.repository("util", "");
    shop.commit("util");
    shop.asking(git("util", "main")).install();

    shop.asking(git("util", "main") + git("missing", "v9"));

    assertThatThrownBy(shop::install)
        .hasMessageContaining("git can't get file://")
        .hasMessageContaining("git ls-remote");
    assertThat(shop.installed()).containsExactly("util");
    assertThat(shop.filesOfTheProject())
        .containsExactly("dbt_packages", "dbt_project.yml", "package-lock.yml", "packages.yml");
  }

  @Test
  void whoWasKilledBetweenTheRenamesHasLostNothing() throws IOException {
    shop.repository("util", "").with("macros/m.sql", "first");
    shop.commit("util");
    shop.asking(git("util", "main")).install();
    Files.move(shop.root().resolve("dbt_packages"), shop.root().resolve(".dbt_packages.old"));
    Files.createDirectories(shop.root().resolve(".dbt_packages.new/packages/half"));

    shop.asking(git("util", "main") + git("missing", "v9"));
    assertThatThrownBy(shop::install).isInstanceOf(ProjectException.class);

    assertThat(shop.read("dbt_packages/util/macros/m.sql")).isEqualTo("first");
    assertThat(shop.filesOfTheProject()).noneMatch(name -> name.startsWith(".dbt_packages"));
  }

  @Test
  void aLinkThatLeadsOutIsRefused() throws IOException {
    Path repository = shop.repository("util", "").with("models/a.sql", "select 1").root();
    Files.createSymbolicLink(repository.resolve("models/b.sql"), Path.of("/etc/hostname"));
    shop.commit("util");
    shop.asking(git("util", "main"));

    assertThatThrownBy(shop::install).hasMessageContaining("a link that leads out of it");
  }

  @Test
  void whatIsNoPackageIsSaid() {
    shop.asking(
        """
          - private: org/name
          - pakage: dbt-labs/dbt_utils
          - package: dbt_utils
            version: 1.0.0
          - package: dbt-labs/dbt_utils
            version: newest
          - git: "--upload-pack=touch x"
        """);

    assertThatThrownBy(shop::install)
        .hasMessageContaining("The private package \"org/name\" can't be resolved")
        .hasMessageContaining("packages.yml:2")
        .hasMessageContaining("Did you mean \"package\"?")
        .hasMessageContaining("\"dbt_utils\" is no package of the hub")
        .hasMessageContaining("\"newest\" is no version")
        .hasMessageContaining("can't begin with a hyphen");
  }

  private String git(String name, String revision) {
    return "  - git: \"" + shop.address(name) + "\"\n    revision: " + revision + "\n";
  }
}
