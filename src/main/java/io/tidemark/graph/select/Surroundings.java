package io.tidemark.graph.select;

import io.tidemark.graph.Dag;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;

/**
 * What lies around several nodes at once. One walk from all of them, where {@link Dag#ancestors}
 * for each would walk the same nodes again and again.
 */
record Surroundings(Dag dag) {

  /** The nodes that any of these needs, at most so many edges away. */
  Set<String> ancestors(Set<String> nodes, int depth) {
    return reach(nodes, depth, dag::upstreams);
  }

  /** The nodes that need any of these, at most so many edges away. */
  Set<String> descendants(Set<String> nodes, int depth) {
    return reach(nodes, depth, dag::downstreams);
  }

  private Set<String> reach(
      Set<String> nodes, int depth, Function<String, Set<String>> neighbours) {
    Set<String> reached = new LinkedHashSet<>();
    Set<String> border = new LinkedHashSet<>(nodes);
    border.retainAll(dag.nodes());
    for (int i = 0; i < depth && !border.isEmpty(); i++) {
      Set<String> next = new LinkedHashSet<>();
      border.forEach(node -> next.addAll(neighbours.apply(node)));
      next.removeIf(node -> !reached.add(node));
      border = next;
    }
    return reached;
  }
}
