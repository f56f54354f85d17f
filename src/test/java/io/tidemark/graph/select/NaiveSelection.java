package io.tidemark.graph.select;

import io.tidemark.graph.Selectable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a selection means, said node by node over the matrix of all distances: nothing is walked,
 * nothing is a set, so that it can't be wrong in the way the real one could be.
 */
final class NaiveSelection {

  private static final int NEVER = 1_000;

  private final List<Selectable> nodes;
  private final int[][] distance;

  /**
   * @param edges of each node the places in {@code nodes} of those it reads
   */
  NaiveSelection(Collection<Selectable> nodes, List<List<Integer>> edges) {
    this.nodes = new ArrayList<>(nodes);
    int size = nodes.size();
    distance = new int[size][size];
    for (int from = 0; from < size; from++) {
      for (int to = 0; to < size; to++) {
        distance[from][to] = from == to ? 0 : edges.get(to).contains(from) ? 1 : NEVER;
      }
    }
    for (int middle = 0; middle < size; middle++) {
      for (int from = 0; from < size; from++) {
        for (int to = 0; to < size; to++) {
          distance[from][to] =
              Math.min(distance[from][to], distance[from][middle] + distance[middle][to]);
        }
      }
    }
  }

  List<String> ids(RandomSelection selection) {
    return IntStream.range(0, nodes.size())
        .filter(node -> selection.select().isEmpty() || inAny(selection.select(), node))
        .filter(node -> !inAny(selection.exclude(), node))
        .mapToObj(node -> nodes.get(node).uniqueId())
        .toList();
  }

  /** Whether no node at all is in the term. */
  boolean isEmpty(List<RandomSelection.Atom> term) {
    return IntStream.range(0, nodes.size()).noneMatch(node -> inAny(List.of(term), node));
  }

  private boolean inAny(List<List<RandomSelection.Atom>> terms, int node) {
    return terms.stream().anyMatch(term -> term.stream().allMatch(atom -> isIn(atom, node)));
  }

  private boolean isIn(RandomSelection.Atom atom, int node) {
    return IntStream.range(0, nodes.size())
        .filter(meant -> means(atom, nodes.get(meant)))
        .anyMatch(
            meant ->
                distance[node][meant] <= atom.up()
                    || distance[meant][node] <= atom.down()
                    || (atom.at() && isNeededAfter(meant, node)));
  }

  /** Whether a node that comes after {@code meant}, or itself, needs {@code node}. */
  private boolean isNeededAfter(int meant, int node) {
    return IntStream.range(0, nodes.size())
        .anyMatch(child -> distance[meant][child] < NEVER && distance[node][child] < NEVER);
  }

  private static boolean means(RandomSelection.Atom atom, Selectable node) {
    return atom.base().equals(node.name())
        || node.tags().stream().anyMatch(tag -> atom.base().equals("tag:" + tag));
  }
}
