package io.tidemark.cli;

import io.tidemark.deps.AddedPackage;
import io.tidemark.deps.PackageInstallation;
import io.tidemark.project.ProjectYaml;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.project.yaml.YamlFields;
import io.tidemark.report.console.Console;
import io.tidemark.template.DbtLanguage;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code tidemark deps}. */
@Command(
    name = "deps",
    header = "Install the packages that packages.yml or dependencies.yml asks for.",
    description = {
      "",
      "Versions are chosen once and written to package-lock.yml; as long as the list of packages"
          + " does not change, those are installed. Needs no database.",
      ""
    })
final class DepsCommand extends ProjectCommand {

  @Option(
      names = "--upgrade",
      description = "Choose the newest versions that will do, whatever package-lock.yml says.")
  boolean upgrade;

  @Option(names = "--lock", description = "Write package-lock.yml and install nothing.")
  boolean lock;

  @Option(
      names = "--add-package",
      paramLabel = "NAME@VERSION",
      description = "First add this package to packages.yml.")
  @Nullable String addPackage;

  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      description = "Where the added package is: hub, git or local. Default: hub.")
  String source = "hub";

  @Override
  int run(Console console) {
    Path root = loader(console).directory();
    ProjectYaml yaml = ProjectYaml.read(root);
    Problems problems = new Problems();
    YamlFields fields = new YamlFields(yaml.mapping(), problems);
    String name = fields.text("name", "");
    String installPath = fields.text("packages-install-path", "dbt_packages");
    problems.throwIfAny();
    if (addPackage != null) {
      AddedPackage added =
          AddedPackage.of(addPackage, source)
              .orElseThrow(
                  () ->
                      new ProjectException(
                          Problem.of("The package to add has no version")
                              .found("Found: " + addPackage)
                              .next("Write for example: --add-package dbt-labs/dbt_utils@1.1.1")));
      console.info("Added to " + added.writeInto(root));
    }
    new PackageInstallation(
            new PackageInstallation.Site(
                root,
                name,
                root.resolve(installPath),
                DbtLanguage.VERSION,
                surroundings().environment(),
                loader(console).packagesRenderer(VarsOption.parse(options().vars))),
            console::info,
            console::warn)
        .run(upgrade, lock);
    return ExitCode.OK;
  }
}
