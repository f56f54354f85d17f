package io.tidemark.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.graph.Node;
import io.tidemark.graph.compile.Reading;
import io.tidemark.graph.compile.RowFilter;
import io.tidemark.postgres.Catalog;
import io.tidemark.postgres.NameQuoting;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.report.console.Console;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * {@code --defer}: what is not selected, and is not in the target, is read from where another run
 * has made it; with {@code --favor-state} also if it is in the target.
 */
final class Deferral {

  private final LoadedProject project;
  private final RunScope scope;

  Deferral(LoadedProject project, RunScope scope) {
    this.project = project;
    this.scope = scope;
  }

  /**
   * What nodes read.
   *
   * @param selected the ids of the nodes that are selected
   * @param connection tells what is in the target
   * @throws ProjectException if no other run is named, or it has left no manifest
   */
  Reading reading(Set<String> selected, TargetConnection connection) {
    return reading(selected, selected, () -> existing(connection));
  }

  /**
   * The project as it is compiled outside of a run, which makes nothing: as in dbt what is missing
   * is read from the other run also if it is selected. It is connected only where it must be.
   */
  LoadedProject compiling(Set<String> selected, ProjectCommand command, Console console) {
    return project.reading(
        reading(
            selected,
            Set.of(),
            () -> {
              try (TargetConnection connection = command.connect(project, console)) {
                return existing(connection);
              }
            }));
  }

  private Reading reading(
      Set<String> selected, Set<String> made, Supplier<Set<Relation>> existing) {
    Map<String, Relation> elsewhere = scope.defer() ? elsewhere() : Map.of();
    return new Reading(
        new RowFilter(scope.empty(), scope.sample()),
        scope.defer() ? deferred(elsewhere, selected, made, existing) : Map.of(),
        elsewhere);
  }

  /** Where the other run has nodes of this project. */
  private Map<String, Relation> elsewhere() {
    Map<String, JsonNode> others = ManifestFile.earlier(project, directory()).nodes();
    NameQuoting quoting = project.invocation().quoting();
    Map<String, Relation> elsewhere = new LinkedHashMap<>();
    for (Node node : project.manifest().nodes().values()) {
      JsonNode other = others.get(node.uniqueId());
      if (other != null && !node.ephemeral()) {
        relation(other, quoting).ifPresent(relation -> elsewhere.put(node.uniqueId(), relation));
      }
    }
    return elsewhere;
  }

  /**
   * What is read elsewhere.
   *
   * @param made the ids of what the run makes before it is read
   */
  private Map<String, Relation> deferred(
      Map<String, Relation> elsewhere,
      Set<String> selected,
      Set<String> made,
      Supplier<Set<Relation>> there) {
    Map<String, Relation> candidates = new LinkedHashMap<>(elsewhere);
    candidates.keySet().removeAll(made);
    Set<String> asked = new LinkedHashSet<>(candidates.keySet());
    if (scope.favorState()) {
      asked.retainAll(selected);
    }
    if (!asked.isEmpty()) {
      Set<Relation> existing = there.get();
      asked.removeIf(id -> !existing.contains(relation(id)));
      candidates.keySet().removeAll(asked);
    }
    return candidates;
  }

  private Relation relation(String id) {
    return Objects.requireNonNull(project.manifest().nodes().get(id)).relation();
  }

  /**
   * Where a node of a manifest is; empty for what never becomes a relation.
   *
   * @param quoting which parts of its name are quoted: as in dbt what this project says
   */
  static Optional<Relation> relation(JsonNode node, NameQuoting quoting) {
    return node.hasNonNull("relation_name")
        ? Optional.of(
            Relation.of(
                node.path("database").asText(),
                node.path("schema").asText(),
                node.path("alias").asText(),
                quoting))
        : Optional.empty();
  }

  private Set<Relation> existing(TargetConnection connection) {
    List<String> schemas =
        project.manifest().nodes().values().stream()
            .map(node -> node.relation().schema())
            .distinct()
            .toList();
    try (Session session = connection.target().session()) {
      return new Catalog(session, new Statements()).existing(project.output().database(), schemas);
    }
  }

  private Path directory() {
    Path directory = scope.deferState() == null ? scope.state() : scope.deferState();
    if (directory == null) {
      throw new ProjectException(
          Problem.of("--defer needs the artifacts of another run")
              .next("Name their directory: --state DIR, --defer-state DIR, or DBT_STATE."));
    }
    return directory;
  }
}
