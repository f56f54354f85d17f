package io.tidemark.project;

import io.tidemark.project.file.FileKind;
import io.tidemark.project.file.ProjectFiles;
import io.tidemark.project.file.SourceFile;
import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.WarningKind;
import io.tidemark.project.properties.NodeProperties;
import io.tidemark.project.properties.Properties;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Warns of properties that describe a model or seed which does not exist. dbt warns as well: the
 * usual reasons are a typing error and a file that was deleted. Snapshots are not checked, because
 * their names are inside their files.
 */
final class UnknownNodes {

  private UnknownNodes() {}

  static void warn(ProjectFiles files, Properties properties, Problems problems) {
    Set<String> models = names(files, FileKind.MODEL);
    Set<String> seeds = names(files, FileKind.SEED);
    properties.models().values().stream()
        .filter(model -> model.versions().isEmpty())
        .forEach(model -> check(model, "model", models, "seed", seeds, problems));
    properties
        .seeds()
        .values()
        .forEach(seed -> check(seed, "seed", seeds, "model", models, problems));
  }

  /**
   * The same warnings without those of what another package has: it is said of that one's.
   *
   * @param packages the project and all that are installed for it
   */
  static List<Problem> withoutOthers(List<Problem> warnings, List<Project> packages) {
    Set<Place> others = new HashSet<>();
    for (Project one : packages) {
      Properties said = one.properties();
      addKnown(said.models().values(), FileKind.MODEL, packages, others);
      addKnown(said.seeds().values(), FileKind.SEED, packages, others);
    }
    return warnings.stream()
        .filter(
            warning ->
                warning.kind() != WarningKind.NO_NODE_FOR_YAML_KEY
                    || !others.contains(warning.place()))
        .toList();
  }

  private static void addKnown(
      Collection<NodeProperties> described,
      FileKind kind,
      List<Project> packages,
      Set<Place> known) {
    Set<String> names = new HashSet<>();
    packages.forEach(one -> names.addAll(names(one.files(), kind)));
    described.stream()
        .filter(one -> names.contains(one.name()))
        .map(NodeProperties::place)
        .forEach(known::add);
  }

  private static void check(
      NodeProperties node,
      String kind,
      Set<String> known,
      String otherKind,
      Set<String> others,
      Problems problems) {
    if (known.contains(node.name())) {
      return;
    }
    Problem problem =
        Problem.of("There is no %s \"%s\"".formatted(kind, node.name())).at(node.place());
    problems.warn(
        others.contains(node.name())
            ? problem
                .found("\"%s\" is a %s.".formatted(node.name(), otherKind))
                .next("Move this entry under \"%ss:\".".formatted(otherKind))
                .named(WarningKind.WRONG_RESOURCE_SCHEMA_FILE)
            : problem
                .found(NearestName.question(node.name(), known).orElse(null))
                .next("Correct the name or remove the entry; it has no effect.")
                .named(WarningKind.NO_NODE_FOR_YAML_KEY));
  }

  private static Set<String> names(ProjectFiles files, FileKind kind) {
    return files.of(kind).stream()
        .map(SourceFile::name)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
