package io.tidemark.project;

import io.tidemark.project.file.FileKind;
import io.tidemark.project.file.ProjectFiles;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.properties.Properties;
import java.nio.file.Path;
import java.util.List;

/**
 * A project as it was written, read and checked. Immutable.
 *
 * @param root its directory, absolute
 * @param file its {@code dbt_project.yml}
 * @param files its files
 * @param properties what its properties files say
 * @param warnings what must be told and does not stop the run
 */
public record Project(
    Path root,
    ProjectFile file,
    ProjectFiles files,
    Properties properties,
    List<Problem> warnings) {

  public Project {
    warnings = List.copyOf(warnings);
  }

  /** The project's name. */
  public String name() {
    return file.name();
  }

  /** The model files, sorted by path. */
  public List<SourceFile> models() {
    return files.of(FileKind.MODEL);
  }
}
