package io.tidemark.deps;

import io.tidemark.project.ProjectName;
import io.tidemark.project.ProjectYaml;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.yaml.YamlNode;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is asked of a directory before it is taken for a package. */
final class ProjectFolder {

  private ProjectFolder() {}

  /**
   * The name in its {@code dbt_project.yml}.
   *
   * @param display the package, as messages name it
   * @throws ProjectException if it is no project
   */
  static String name(Path folder, String display, Place place) {
    if (!Files.isRegularFile(folder.resolve("dbt_project.yml"))) {
      throw new ProjectException(
          Problem.of("The package " + display + " has no dbt_project.yml")
              .at(place)
              .found("Looked in " + folder + ".")
              .next("Correct the address, or name the right folder with \"subdirectory:\"."));
    }
    YamlNode name = ProjectYaml.read(folder, folder + "/").mapping().get("name");
    return checked(name == null ? "" : String.valueOf(name.value()), display, place);
  }

  /** The name, which becomes a folder's name: it must be one that a project can have. */
  static String checked(String name, String display, Place place) {
    ProjectName.problemWith(name)
        .ifPresent(
            problem -> {
              throw new ProjectException(
                  Problem.of("The package " + display + " has no proper name: " + problem.what())
                      .at(place)
                      .next("Ask for another version of it."));
            });
    return name;
  }
}
