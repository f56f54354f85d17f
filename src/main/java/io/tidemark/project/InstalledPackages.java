package io.tidemark.project;

import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.yaml.ValueRenderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The packages that are installed for a project: as in dbt, the directories in its {@code
 * packages-install-path}, whoever has put them there. Finds all problems of all packages.
 */
public final class InstalledPackages {

  /** A folder that begins so is no package; Python leaves {@code __pycache__}. */
  private static final String PASSED_OVER = "__";

  private InstalledPackages() {}

  /**
   * Reads them, sorted by name.
   *
   * @param project whose packages
   * @param projectRenderer for the templates in their {@code dbt_project.yml}
   * @param propertiesRenderer for those in the properties files of a package
   * @throws ProjectException with all that is wrong with them
   */
  public static List<Project> read(
      Project project,
      ValueRenderer projectRenderer,
      Function<ProjectFile, ValueRenderer> propertiesRenderer) {
    Problems problems = new Problems();
    Map<String, Project> packages = new LinkedHashMap<>();
    for (Path folder : folders(project)) {
      try {
        ProjectYaml yaml =
            ProjectYaml.read(
                folder, project.file().packagesInstallPath() + "/" + folder.getFileName() + "/");
        add(
            packages,
            ProjectReader.read(yaml, projectRenderer, propertiesRenderer),
            project,
            problems);
      } catch (ProjectException unreadable) {
        problems.add(unreadable);
      }
    }
    problems.throwIfAny();
    List<Project> sorted = new ArrayList<>(packages.values());
    sorted.sort(Comparator.comparing(Project::name));
    return sorted;
  }

  /** The directories that hold a package each. */
  public static List<Path> folders(Project project) {
    Path installed = project.root().resolve(project.file().packagesInstallPath());
    // One who installed them was killed between two renames: these are the packages as they were.
    Path before = installed.resolveSibling("." + installed.getFileName() + ".old");
    return folders(Files.exists(installed) ? installed : before);
  }

  private static List<Path> folders(Path installed) {
    if (!Files.isDirectory(installed)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(installed)) {
      return entries
          .filter(Files::isDirectory)
          .filter(folder -> !folder.getFileName().toString().startsWith(PASSED_OVER))
          .filter(folder -> !folder.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new ProjectException(
          Problem.of("The folder of the packages can't be read")
              .found(installed.toString())
              .next("Check that this user may read it."));
    }
  }

  private static void add(
      Map<String, Project> packages, Project found, Project project, Problems problems) {
    Project first =
        found.name().equals(project.name()) ? project : packages.putIfAbsent(found.name(), found);
    if (first != null) {
      problems.add(
          Problem.of("There are two packages named \"" + found.name() + "\"")
              .at(found.file().mapping().placeOf("name"))
              .at(first.file().mapping().placeOf("name"))
              .next("Remove one of them, or rename it: a package's name must be its own."));
    }
  }
}
