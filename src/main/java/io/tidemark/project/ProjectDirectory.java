package io.tidemark.project;

import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds the directory of the project, which is the one that holds {@code dbt_project.yml}. */
public final class ProjectDirectory {

  /** The file that makes a directory a project. */
  public static final String PROJECT_FILE = "dbt_project.yml";

  private ProjectDirectory() {}

  /**
   * The project's directory, absolute: the one that was asked for, else the current one or the
   * nearest above it.
   *
   * @param asked {@code --project-dir} or {@code DBT_PROJECT_DIR}, or null
   * @throws ProjectException where there is no project
   */
  public static Path find(@Nullable Path asked, Path current) {
    Path start = (asked == null ? current : current.resolve(asked)).toAbsolutePath().normalize();
    for (Path directory = start; directory != null; directory = directory.getParent()) {
      if (Files.isRegularFile(directory.resolve(PROJECT_FILE))) {
        return directory;
      }
      if (asked != null) {
        break;
      }
    }
    if (asked != null && !Files.isDirectory(start)) {
      throw new ProjectException(
          Problem.of("The project directory %s does not exist".formatted(start))
              .next("Check --project-dir (or DBT_PROJECT_DIR)."));
    }
    throw new ProjectException(
        Problem.of("There is no %s here".formatted(PROJECT_FILE))
            .found(
                asked != null
                    ? "Looked in %s.".formatted(start)
                    : "Looked in %s and the directories above it.".formatted(start))
            .next(
                "Go to a project's directory, name it with --project-dir DIR, or make a new project"
                    + " with: tidemark init NAME"));
  }
}
