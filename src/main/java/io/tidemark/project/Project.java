package io.tidemark.project;

import io.tidemark.project.config.ConfigLayer;
import io.tidemark.project.file.FileKind;
import io.tidemark.project.file.ProjectFiles;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.properties.Properties;
import io.tidemark.project.properties.SourceOverrides;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A project as it was written, read and checked. An installed package is a project as well; the one
 * that is run knows the installed ones. Immutable.
 *
 * @param root its directory, absolute
 * @param file its {@code dbt_project.yml}
 * @param files its files
 * @param properties what its properties files say
 * @param installed the packages that are installed for it, by name; none have packages of their own
 * @param warnings what must be told and does not stop the run
 */
public record Project(
    Path root,
    ProjectFile file,
    ProjectFiles files,
    Properties properties,
    List<Project> installed,
    List<Problem> warnings) {

  public Project {
    installed = List.copyOf(installed);
    warnings = List.copyOf(warnings);
  }

  /** The project's name, which is also its package's. */
  public String name() {
    return file.name();
  }

  /** The model files, sorted by path. */
  public List<SourceFile> models() {
    return files.of(FileKind.MODEL);
  }

  /** This project, then the installed packages: all whose nodes and macros there are. */
  public List<Project> packages() {
    List<Project> all = new ArrayList<>();
    all.add(this);
    all.addAll(installed);
    return List.copyOf(all);
  }

  /** The package of a name, this project included. */
  public Optional<Project> packageOf(String name) {
    return packages().stream().filter(one -> one.name().equals(name)).findFirst();
  }

  /**
   * This project with the packages that are installed for it, whose sources it may override.
   *
   * @throws io.tidemark.project.problem.ProjectException if what it says of them is wrong
   */
  public Project with(List<Project> packages) {
    Problems problems = new Problems();
    SourceOverrides overrides = new SourceOverrides(properties.sources(), problems);
    List<Project> overridden =
        packages.stream().map(one -> one.with(overrides.in(one.name(), one.properties()))).toList();
    Properties own = overrides.in(name(), overrides.without(properties));
    overrides.warnOfUnused();
    problems.throwIfAny();
    List<Problem> all = new ArrayList<>(warnings);
    all.addAll(problems.warnings());
    packages.forEach(one -> all.addAll(one.warnings()));
    List<Project> packagesAndThis = new ArrayList<>(packages);
    packagesAndThis.add(this);
    return new Project(
        root, file, files, own, overridden, UnknownNodes.withoutOthers(all, packagesAndThis));
  }

  private Project with(Properties others) {
    return new Project(root, file, files, others, installed, warnings);
  }

  /** What this project's file says of one of its own nodes, the most general first. */
  public List<ConfigLayer> layersFor(String section, List<String> fqn) {
    return file.section(section).layersFor(fqn);
  }

  /**
   * What this project, being the one that is run, says of a node of a package. As in dbt it goes
   * over all that the package says, the configuration in the node's own file included. Nothing
   * where the node is this project's own: that is in {@link #layersFor} already.
   */
  public List<ConfigLayer> overridesFor(Project owner, String section, List<String> fqn) {
    return owner.name().equals(name()) ? List.of() : layersFor(section, fqn);
  }
}
