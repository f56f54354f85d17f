package io.tidemark.cli;

import io.tidemark.project.Project;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The {@code clean-targets} of a project that dbt would not delete. They are never deleted here;
 * whoever writes them should know.
 *
 * @param project whose they are
 */
record CleanTargets(Project project) {

  /**
   * Lets through what dbt would delete.
   *
   * @param insideOnly whether what is outside of the project is refused
   * @throws ProjectException for a directory of the project's own files, and one outside
   */
  void check(boolean insideOnly) {
    List<Path> targets = project.file().cleanTargets().stream().map(this::absolute).toList();
    Set<Path> sources =
        project.file().searchPaths().sources().stream()
            .map(this::absolute)
            .collect(Collectors.toSet());
    refuse(
        "dbt will not clean the following source paths: ",
        targets.stream().filter(sources::contains).toList());
    Path root = project.root().toAbsolutePath().normalize();
    if (insideOnly) {
      refuse(
          "dbt will not clean the following directories outside the project: ",
          targets.stream().filter(path -> path.equals(root) || !path.startsWith(root)).toList());
    }
  }

  private Path absolute(String written) {
    return project.root().resolve(written).toAbsolutePath().normalize();
  }

  private static void refuse(String what, Collection<Path> paths) {
    if (!paths.isEmpty()) {
      throw new ProjectException(
          Problem.of(what + paths.stream().map(Path::toString).collect(Collectors.joining(", ")))
              .next("Take them out of clean-targets in dbt_project.yml."));
    }
  }
}
