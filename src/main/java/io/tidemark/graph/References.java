package io.tidemark.graph;

import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import io.tidemark.project.problem.ProjectException;
import io.tidemark.template.RefCall;
import io.tidemark.template.SourceCall;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/** Finds what {@code ref()} and {@code source()} mean. Immutable. */
final class References {

  private final Map<String, Node> byName = new HashMap<>();
  private final Map<String, Node> disabledByName = new HashMap<>();
  private final Map<String, SourceNode> sources = new HashMap<>();

  References(Map<String, Node> nodes, List<Selectable> disabled, Map<String, SourceNode> sources) {
    nodes.values().stream().filter(Node::referable).forEach(node -> byName.put(node.name(), node));
    for (Selectable one : disabled) {
      if (one instanceof Node node && node.referable()) {
        disabledByName.put(node.name(), node);
      }
    }
    sources
        .values()
        .forEach(node -> this.sources.put(node.source().name() + "." + node.name(), node));
  }

  /**
   * The model of a call.
   *
   * @param from who calls, for the error: {@code The model orders}
   * @throws ProjectException if there is none, or it is disabled
   */
  Node ref(RefCall call, String from) {
    Node found = byName.get(call.name());
    if (found != null
        && (call.packageName() == null || found.packageName().equals(call.packageName()))) {
      refuseVersion(call, from);
      return found;
    }
    String asked =
        call.packageName() == null ? call.name() : call.packageName() + "." + call.name();
    if (found != null) {
      throw new ProjectException(
          Problem.of(from + " reads \"" + asked + "\", which is not there")
              .at(call.place())
              .found(
                  "The model " + found.name() + " is in the package " + found.packageName() + ".")
              .next("Write ref('" + found.packageName() + "', '" + found.name() + "')."));
    }
    Node disabled = disabledByName.get(call.name());
    if (disabled != null) {
      throw new ProjectException(
          Problem.of(from + " reads \"" + asked + "\", which is disabled")
              .at(call.place())
              .at(disabled.file().start())
              .next("Enable it (+enabled: true), or disable what reads it."));
    }
    throw new ProjectException(
        Problem.of(from + " reads \"" + asked + "\", which is not there")
            .at(call.place())
            .found(nearest(call.name(), List.copyOf(byName.keySet())))
            .next("Write the model " + call.name() + ", or correct the name in ref()."));
  }

  /** To take the model as it is would give another one than was asked for, in silence. */
  private static void refuseVersion(RefCall call, String from) {
    if (call.version() != null) {
      throw new ProjectException(
          Problem.of(from + " reads version " + call.version() + " of \"" + call.name() + "\"")
              .at(call.place())
              .found("Versions of models are not supported.")
              .next("Remove the version from ref()."));
    }
  }

  /**
   * The table of a call.
   *
   * @throws ProjectException if there is none
   */
  SourceNode source(SourceCall call, String from) {
    String asked = call.source() + "." + call.table();
    SourceNode found = sources.get(asked);
    if (found != null) {
      return found;
    }
    throw new ProjectException(
        Problem.of(from + " reads the source \"" + asked + "\", which is not there")
            .at(call.place())
            .found(nearest(asked, List.copyOf(sources.keySet())))
            .next("Define it under sources: in a .yml file beside the models."));
  }

  /**
   * The unique ids of all that a model reads, each once.
   *
   * @param problems takes what is wrong with a call; that one is left out
   */
  List<String> of(Node node, Problems problems) {
    String from = "The model " + node.name();
    Set<String> ids = new LinkedHashSet<>();
    node.parsed().refs().forEach(call -> add(ids, () -> ref(call, from).uniqueId(), problems));
    node.parsed()
        .sources()
        .forEach(call -> add(ids, () -> source(call, from).uniqueId(), problems));
    return List.copyOf(ids);
  }

  private static void add(Set<String> ids, Supplier<String> id, Problems problems) {
    try {
      ids.add(id.get());
    } catch (ProjectException e) {
      problems.add(e);
    }
  }

  private static String nearest(String name, List<String> candidates) {
    String question = NearestName.question(name, candidates).orElse(null);
    return Objects.requireNonNullElse(
        question,
        candidates.isEmpty()
            ? "There are none."
            : "There are " + candidates.size() + "; none has a name like that.");
  }
}
