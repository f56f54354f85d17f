package io.tidemark.cli;

import io.tidemark.project.InstalledPackages;
import io.tidemark.project.Project;
import io.tidemark.project.packages.PackagesFile;
import io.tidemark.project.packages.Version;
import io.tidemark.project.packages.VersionRequirement;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.yaml.ValueRenderer;
import io.tidemark.template.DbtLanguage;
import java.util.List;
import java.util.Optional;

/** What must hold of a project's packages before their files are worth reading. */
final class PackageChecks {

  private PackageChecks() {}

  /**
   * Refuses to go on where packages are asked for and not there.
   *
   * @param renderer for {@code packages.yml}
   */
  static void installed(Project project, ValueRenderer renderer) {
    PackagesFile asked = PackagesFile.read(project.root(), "", renderer);
    int there = InstalledPackages.folders(project).size();
    if (asked.packages().size() > there) {
      throw new ProjectException(
          Problem.of(
                  "%s asks for %d package%s, and %s"
                      .formatted(
                          asked.name(),
                          asked.packages().size(),
                          asked.packages().size() == 1 ? "" : "s",
                          there == 0
                              ? "none is installed"
                              : "only " + there + (there == 1 ? " is" : " are") + " installed"))
              .at(asked.packages().get(0).place())
              .found("Looked in " + project.file().packagesInstallPath() + ".")
              .next("Run \"tidemark deps\" to install them."));
    }
  }

  /** Refuses projects that say they don't work with the dbt whose language is spoken here. */
  static void versions(Project project) {
    Problems problems = new Problems();
    Version ours = Version.of(DbtLanguage.VERSION).orElseThrow();
    for (Project one : project.packages()) {
      List<String> requirements = one.file().requireDbtVersion();
      Place place = one.file().mapping().placeOf("require-dbt-version");
      for (String text : requirements) {
        Optional<VersionRequirement> requirement = VersionRequirement.of(text);
        if (requirement.isEmpty()) {
          problems.add(
              Problem.of("\"" + text + "\" is no version of dbt")
                  .at(place)
                  .next("Write for example: [\">=1.6.0\", \"<2.0.0\"]."));
        } else if (!requirement.get().allows(ours)) {
          problems.add(
              Problem.of("The package \"" + one.name() + "\" does not work with this version")
                  .at(place)
                  .found(
                      "It requires dbt %s; the language spoken here is that of dbt %s."
                          .formatted(String.join(", ", requirements), ours))
                  .next(
                      "Look for another version of the package, or run with --no-version-check."));
        }
      }
    }
    problems.throwIfAny();
  }
}
