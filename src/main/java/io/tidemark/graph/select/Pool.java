package io.tidemark.graph.select;

import io.tidemark.graph.Dag;
import io.tidemark.graph.ResourceType;
import io.tidemark.graph.Selectable;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What can be chosen among.
 *
 * @param all every enabled node by its unique id
 * @param dag who reads whom
 */
record Pool(Map<String, ? extends Selectable> all, Dag dag) {

  /** The tests that read any of the nodes at once. */
  Set<String> testsOf(Set<String> nodes) {
    Set<String> tests = new LinkedHashSet<>(new Surroundings(dag).descendants(nodes, 1));
    tests.removeIf(id -> !isTest(id));
    return tests;
  }

  /** Whether a test reads these nodes and no others. */
  boolean readsOnly(String test, Set<String> nodes) {
    return nodes.containsAll(dag.upstreams(test));
  }

  /** The nodes with all that comes before them. */
  Set<String> withAncestors(Set<String> nodes) {
    Set<String> ids = new LinkedHashSet<>(nodes);
    ids.addAll(new Surroundings(dag).ancestors(nodes, Criterion.ALL));
    return ids;
  }

  /** The ids of all sources. */
  Set<String> sources() {
    Set<String> ids = new LinkedHashSet<>(all.keySet());
    ids.removeIf(id -> !isOf(id, ResourceType.SOURCE));
    return ids;
  }

  boolean isTest(String id) {
    return isOf(id, ResourceType.TEST) || isOf(id, ResourceType.UNIT_TEST);
  }

  private boolean isOf(String id, ResourceType type) {
    Selectable node = all.get(id);
    return node != null && node.type() == type;
  }
}
