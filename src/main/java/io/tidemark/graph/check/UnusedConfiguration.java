package io.tidemark.graph.check;

import io.tidemark.graph.Manifest;
import io.tidemark.graph.ResourceType;
import io.tidemark.graph.Selectable;
import io.tidemark.project.Project;
import io.tidemark.project.config.ConfigTree;
import io.tidemark.project.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Levels of the root project's {@code dbt_project.yml} that configure nothing, because there is no
 * such node, folder or package: mostly a typing error. dbt warns of them as well.
 */
public final class UnusedConfiguration {

  private UnusedConfiguration() {}

  /** What is to be told, in dbt's words; empty where every level configures something. */
  public static Optional<Problem> warning(Project project, Manifest manifest) {
    List<String> unused = new ArrayList<>();
    List<ConfigTree.Level> levels = new ArrayList<>();
    new TreeMap<>(project.file().sections())
        .forEach(
            (section, tree) -> {
              Set<List<String>> names = names(section, manifest);
              for (ConfigTree.Level level : tree.levels()) {
                if (names.stream().noneMatch(level::applies)) {
                  unused.add("- " + section + (level.path().isEmpty() ? "" : ".") + path(level));
                  levels.add(level);
                }
              }
            });
    if (unused.isEmpty()) {
      return Optional.empty();
    }
    Problem problem =
        Problem.of(
            "Configuration paths exist in your dbt_project.yml file which do not apply to any"
                + " resources");
    for (ConfigTree.Level level : levels) {
      problem = problem.at(level.place());
    }
    return Optional.of(
        problem
            .found(
                "There are %d unused configuration paths:\n%s"
                    .formatted(unused.size(), String.join("\n", unused)))
            .next("Correct the names, or remove what configures nothing."));
  }

  private static String path(ConfigTree.Level level) {
    return String.join(".", level.path());
  }

  /** As in dbt what is disabled counts for every section, since that may be what a level says. */
  private static Set<List<String>> names(String section, Manifest manifest) {
    Set<List<String>> names = new LinkedHashSet<>();
    for (Selectable one : manifest.selectable().values()) {
      boolean analysis = one.type() == ResourceType.ANALYSIS && section.equals("models");
      if (analysis || one.type().section().equals(section)) {
        names.add(one.fqn());
      }
    }
    manifest.disabled().forEach(one -> names.add(one.fqn()));
    return names;
  }
}
