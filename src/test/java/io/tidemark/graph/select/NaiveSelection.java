package io.tidemark.graph.select;

import io.tidemark.graph.ResourceType;
import io.tidemark.graph.Selectable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.IntPredicate;
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

  List<String> ids(RandomSelection selection, IndirectSelection mode) {
    IntPredicate included =
        selection.select().isEmpty() ? node -> true : union(selection.select(), mode);
    IntPredicate excluded = union(selection.exclude(), mode);
    return IntStream.range(0, nodes.size())
        .filter(included)
        .filter(excluded.negate())
        .mapToObj(node -> nodes.get(node).uniqueId())
        .toList();
  }

  /** Whether no node at all is in the term. */
  boolean isEmpty(List<RandomSelection.Atom> term, IndirectSelection mode) {
    return IntStream.range(0, nodes.size()).noneMatch(term(term, mode).direct);
  }

  /** Which nodes are in something, and which are in it or are tests that might be. */
  private record Meant(IntPredicate direct, IntPredicate either) {}

  private IntPredicate union(List<List<RandomSelection.Atom>> terms, IndirectSelection mode) {
    List<Meant> meant = terms.stream().map(term -> term(term, mode)).toList();
    return joined(
            node -> meant.stream().anyMatch(one -> one.direct.test(node)),
            node -> meant.stream().anyMatch(one -> one.either.test(node)),
            mode)
        .direct;
  }

  private Meant term(List<RandomSelection.Atom> term, IndirectSelection mode) {
    List<Meant> meant = term.stream().map(atom -> atom(atom, mode)).toList();
    return joined(
        node -> meant.stream().allMatch(one -> one.direct.test(node)),
        node -> meant.stream().allMatch(one -> one.either.test(node)),
        mode);
  }

  /** A test that might be in is in once all that it reads is. */
  private Meant joined(IntPredicate direct, IntPredicate either, IndirectSelection mode) {
    boolean waits = mode == IndirectSelection.CAUTIOUS || mode == IndirectSelection.BUILDABLE;
    return new Meant(
        node ->
            direct.test(node)
                || (waits && isTest(node) && either.test(node) && readsOnly(node, direct, mode)),
        either);
  }

  private Meant atom(RandomSelection.Atom atom, IndirectSelection mode) {
    IntPredicate in = node -> isIn(atom, node);
    return switch (mode) {
      case EMPTY -> new Meant(in, in);
      case EAGER -> new Meant(in.or(node -> readsAny(node, in)), in.or(n -> readsAny(n, in)));
      case CAUTIOUS, BUILDABLE ->
          new Meant(
              in.or(node -> readsAny(node, in) && readsOnly(node, in, mode)),
              in.or(node -> readsAny(node, in)));
    };
  }

  private boolean isTest(int node) {
    return nodes.get(node).type() == ResourceType.TEST;
  }

  private boolean readsAny(int test, IntPredicate in) {
    return isTest(test) && reads(test).anyMatch(in);
  }

  private boolean readsOnly(int test, IntPredicate in, IndirectSelection mode) {
    return reads(test)
        .allMatch(
            read ->
                in.test(read)
                    || (mode == IndirectSelection.BUILDABLE
                        && IntStream.range(0, nodes.size())
                            .anyMatch(to -> in.test(to) && distance[read][to] < NEVER)));
  }

  private IntStream reads(int node) {
    return IntStream.range(0, nodes.size()).filter(read -> distance[read][node] == 1);
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
