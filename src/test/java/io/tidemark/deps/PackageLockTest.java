package io.tidemark.deps;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.project.ProjectOnDisk;
import io.tidemark.project.packages.PackagesFile;
import io.tidemark.project.yaml.ValueRenderer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lock of dbt's is known for what it is. */
class PackageLockTest {

  @TempDir Path root;

  /** The list and the hash are those of a public project, whose lock dbt has written. */
  @Test
  void theHashOfAListIsDbts() {
    new ProjectOnDisk(root)
        .with(
            "packages.yml",
            """
            packages:
              - package: dbt-labs/dbt_utils
                version: 1.1.1
              - package: godatadriven/dbt_date
                version: 0.10.0
              - git: "https://github.com/dbt-labs/dbt-audit-helper.git"
                revision: main
            """);

    assertThat(PackageLock.hash(PackagesFile.read(root, "", ValueRenderer.identity()).packages()))
        .isEqualTo("f2a73967505955af30d18f70489a423fd47cdf79");
  }
}
