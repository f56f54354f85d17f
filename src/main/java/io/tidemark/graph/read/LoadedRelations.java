package io.tidemark.graph.read;

import io.tidemark.graph.Node;
import io.tidemark.graph.SourceNode;
import io.tidemark.project.problem.Place;
import io.tidemark.project.problem.Problem;
import io.tidemark.project.problem.Problems;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Checks that no two loads fill one relation, and none what a model, seed or snapshot becomes. */
final class LoadedRelations {

  private static final String WHAT_TO_DO =
      "Give one of them another schema (load: {into: …}) or another name.";

  private LoadedRelations() {}

  static void check(Collection<SourceNode> sources, Collection<Node> nodes, Problems problems) {
    Map<String, SourceNode> loads = new HashMap<>();
    for (SourceNode source : sources) {
      if (!source.loaded()) {
        continue;
      }
      SourceNode first = loads.putIfAbsent(source.relation().sql(), source);
      if (first != null) {
        problems.add(
            problem(
                "The sources " + first.display() + " and " + source.display(),
                source,
                first.table().place()));
      }
    }
    for (Node node : nodes) {
      SourceNode load = loads.get(node.relation().sql());
      if (load != null && node.referable() && !node.ephemeral()) {
        problems.add(
            problem(
                "The source " + load.display() + " and the " + what(node),
                load,
                node.file().start()));
      }
    }
  }

  private static String what(Node node) {
    return node.type().shownName() + " " + node.name();
  }

  private static Problem problem(String both, SourceNode load, Place other) {
    return Problem.of(both + " both become " + load.relation().display())
        .at(load.table().place())
        .at(other)
        .found(
            "A source with a connection is copied into the schema "
                + load.relation().schema()
                + " of the target.")
        .next(WHAT_TO_DO);
  }
}
