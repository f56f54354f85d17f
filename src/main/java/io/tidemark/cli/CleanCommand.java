package io.tidemark.cli;

import io.tidemark.deps.PackageInstallation;
import io.tidemark.project.Project;
import io.tidemark.project.ProjectReader;
import io.tidemark.project.ProjectYaml;
import io.tidemark.project.problem.WarningKind;
import io.tidemark.project.yaml.ValueRenderer;
import io.tidemark.report.console.Console;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidemark clean}. */
@Command(
    name = "clean",
    header = "Delete the files that Tidemark has written into the target path.",
    description = {
      "",
      "So are the installed packages, where clean-targets names their folder. Nothing else is"
          + " deleted, whatever clean-targets says: Maven and others call their folders"
          + " \"target\" too. The embedded server's data stays.",
      ""
    })
final class CleanCommand extends ProjectCommand {

  @Option(
      names = "--clean-project-files-only",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      hidden = true,
      description = "Refuse clean-targets outside of the project; none is ever deleted.")
  boolean cleanProjectFilesOnly = true;

  @Override
  int run(Console console) {
    ProjectYaml yaml = ProjectYaml.read(loader(console).directory());
    Project project = ProjectReader.read(yaml, ValueRenderer.identity(), ValueRenderer.identity());
    project.warnings().stream()
        .filter(warning -> warning.kind() != null && warning.kind().isDeprecation())
        .forEach(console::warn);
    if (project.file().cleanTargets().contains("dbt_modules")
        && !project.file().cleanTargets().contains(project.file().packagesInstallPath())) {
      console.deprecated(
          WarningKind.PACKAGE_INSTALL_PATH,
          "The default package install path has changed from `dbt_modules` to `dbt_packages`.\n"
              + "  Write dbt_packages in clean-targets, or packages-install-path: dbt_modules.",
          Map.of());
    }
    new CleanTargets(project).check(cleanProjectFilesOnly);
    Path folder = ProjectLoader.targetPath(project, options());
    List<Path> deleted = new OutputFiles(folder, project.root()).delete();
    String packages = project.file().packagesInstallPath();
    if (project.file().cleanTargets().contains(packages)
        && PackageInstallation.remove(project.root(), project.root().resolve(packages))) {
      console.info("Deleted the packages in " + packages);
    }
    console.info(
        deleted.isEmpty()
            ? "There is nothing to clean in " + folder
            : "Deleted " + deleted.size() + " files that Tidemark had written in " + folder);
    return ExitCode.OK;
  }
}
