package io.tidemark.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jgrapht.Graph;
import org.jgrapht.Graphs;
import org.jgrapht.alg.cycle.CycleDetector;
import org.jgrapht.alg.shortestpath.BFSShortestPath;
import org.jgrapht.graph.DefaultDirectedGraph;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.traverse.TopologicalOrderIterator;

/**
 * Who has to wait for whom, by id. Immutable once built; safe for use by several threads.
 *
 * <p>It may hold a cycle, so that a cycle can be told by its names: {@link #cycle()} finds it, and
 * whoever runs the graph asks first.
 */
public final class Dag {

  private final Graph<String, DefaultEdge> graph;

  private Dag(Graph<String, DefaultEdge> graph) {
    this.graph = graph;
  }

  /**
   * A graph of these nodes.
   *
   * @param upstreams for each node the nodes that come before it; those which are not nodes of the
   *     graph are left out
   */
  public static Dag of(Map<String, ? extends Collection<String>> upstreams) {
    Graph<String, DefaultEdge> graph = new DefaultDirectedGraph<>(DefaultEdge.class);
    upstreams.keySet().forEach(graph::addVertex);
    upstreams.forEach(
        (node, before) ->
            before.stream()
                .filter(graph::containsVertex)
                .forEach(upstream -> graph.addEdge(upstream, node)));
    return new Dag(graph);
  }

  /** All nodes. */
  public Set<String> nodes() {
    return Collections.unmodifiableSet(graph.vertexSet());
  }

  /** The nodes that come right before this one. */
  public Set<String> upstreams(String node) {
    return new LinkedHashSet<>(Graphs.predecessorListOf(graph, node));
  }

  /** The nodes that come right after this one. */
  public Set<String> downstreams(String node) {
    return new LinkedHashSet<>(Graphs.successorListOf(graph, node));
  }

  /**
   * All nodes before this one.
   *
   * @param depth how many edges away at most
   */
  public Set<String> ancestors(String node, int depth) {
    return reach(node, depth, true);
  }

  /**
   * All nodes after this one.
   *
   * @param depth how many edges away at most
   */
  public Set<String> descendants(String node, int depth) {
    return reach(node, depth, false);
  }

  /** The nodes of a cycle in its order, the first one again at the end; empty if there is none. */
  public Optional<List<String>> cycle() {
    Set<String> inCycles = new CycleDetector<>(graph).findCycles();
    if (inCycles.isEmpty()) {
      return Optional.empty();
    }
    BFSShortestPath<String, DefaultEdge> paths = new BFSShortestPath<>(graph);
    return inCycles.stream()
        .sorted()
        .flatMap(
            start ->
                downstreams(start).stream()
                    .sorted()
                    .map(next -> paths.getPath(next, start))
                    .filter(Objects::nonNull)
                    .map(back -> closed(start, back.getVertexList())))
        .findFirst();
  }

  private static List<String> closed(String start, List<String> rest) {
    List<String> cycle = new ArrayList<>();
    cycle.add(start);
    cycle.addAll(rest);
    return cycle;
  }

  /** The nodes so that each comes after its upstreams; equals by their ids. */
  public List<String> order() {
    List<String> order = new ArrayList<>();
    new TopologicalOrderIterator<>(graph, String::compareTo).forEachRemaining(order::add);
    return order;
  }

  /**
   * The graph of some of the nodes. Two of them that are joined through nodes left out stay joined,
   * as in dbt: a selection never lets a node run before one it needs.
   */
  public Dag subset(Set<String> selected) {
    Graph<String, DefaultEdge> subset = new DefaultDirectedGraph<>(DefaultEdge.class);
    graph.vertexSet().stream().filter(selected::contains).forEach(subset::addVertex);
    for (String node : subset.vertexSet()) {
      nearestSelected(node, selected).forEach(upstream -> subset.addEdge(upstream, node));
    }
    return new Dag(subset);
  }

  private Set<String> nearestSelected(String node, Set<String> selected) {
    Set<String> found = new LinkedHashSet<>();
    Set<String> seen = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(upstreams(node));
    while (!open.isEmpty()) {
      String next = open.remove();
      if (selected.contains(next)) {
        found.add(next);
      } else if (seen.add(next)) {
        open.addAll(upstreams(next));
      }
    }
    return found;
  }

  private Set<String> reach(String node, int depth, boolean up) {
    Set<String> reached = new LinkedHashSet<>();
    Set<String> border = Set.of(node);
    for (int i = 0; i < depth && !border.isEmpty(); i++) {
      Set<String> next = new LinkedHashSet<>();
      for (String at : border) {
        next.addAll(up ? upstreams(at) : downstreams(at));
      }
      next.removeAll(reached);
      reached.addAll(next);
      border = next;
    }
    return reached;
  }
}
