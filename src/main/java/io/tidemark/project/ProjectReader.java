package io.tidemark.project;

import io.tidemark.project.file.FileKind;
import io.tidemark.project.file.ProjectFiles;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.properties.Properties;
import io.tidemark.project.properties.PropertiesReader;
import io.tidemark.project.yaml.ValueRenderer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * Reads a whole project: {@code dbt_project.yml}, then the files, then the properties files. Every
 * problem is found before any is reported.
 */
public final class ProjectReader {

  private ProjectReader() {}

  /**
   * Reads the project in a directory.
   *
   * @param root the project's directory, from {@link ProjectDirectory#find}
   * @param renderer for the templates in all YAML files
   * @throws ProjectException with all that is wrong
   */
  public static Project read(Path root, ValueRenderer renderer) {
    return read(ProjectYaml.read(root), renderer, renderer);
  }

  /**
   * Reads the project whose {@code dbt_project.yml} has been read.
   *
   * @param projectRenderer for the templates in {@code dbt_project.yml}
   * @param propertiesRenderer for those in the properties files; used by several threads
   * @throws ProjectException with all that is wrong
   */
  public static Project read(
      ProjectYaml yaml, ValueRenderer projectRenderer, ValueRenderer propertiesRenderer) {
    return read(yaml, projectRenderer, file -> propertiesRenderer);
  }

  /**
   * Reads the project whose {@code dbt_project.yml} has been read.
   *
   * @param projectRenderer for the templates in {@code dbt_project.yml}
   * @param propertiesRenderer gives, once that file is known, the renderer for the properties
   *     files; used by several threads
   * @throws ProjectException with all that is wrong
   */
  public static Project read(
      ProjectYaml yaml,
      ValueRenderer projectRenderer,
      Function<ProjectFile, ValueRenderer> propertiesRenderer) {
    Problems problems = new Problems();
    ProjectFile file =
        new ProjectFileReader(yaml.render(projectRenderer, problems), problems).read();
    ProjectFiles files =
        ProjectFiles.scan(yaml.root(), yaml.shownIn(), file.searchPaths(), problems);
    Properties properties =
        PropertiesReader.read(
            files.of(FileKind.PROPERTIES), propertiesRenderer.apply(file), problems);
    UnknownNodes.warn(files, properties, problems);
    problems.throwIfAny();
    Problems warnings = new Problems();
    yaml.warnings().forEach(warnings::warn);
    warnings.addAll(problems);
    return new Project(
        yaml.root().toAbsolutePath().normalize(),
        file,
        files,
        properties,
        List.of(),
        warnings.warnings());
  }
}
