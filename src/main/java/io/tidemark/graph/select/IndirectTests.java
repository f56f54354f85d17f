package io.tidemark.graph.select;

import io.tidemark.graph.Dag;
import io.tidemark.graph.ResourceType;
import io.tidemark.graph.Selectable;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The tests that come with nodes that are selected, although nobody named them: dbt's {@code
 * --indirect-selection}.
 *
 * @param mode which of them come
 * @param all every enabled node by its unique id
 * @param dag who reads whom
 */
record IndirectTests(IndirectSelection mode, Map<String, ? extends Selectable> all, Dag dag) {

  /** These nodes with the tests that come along, and those that would if more were selected. */
  Found expand(Set<String> nodes) {
    Found found = new Found(new LinkedHashSet<>(nodes), new LinkedHashSet<>());
    if (mode == IndirectSelection.EMPTY) {
      return found;
    }
    Set<String> there = there(nodes);
    for (String id : nodes) {
      for (String reader : dag.nodes().contains(id) ? dag.downstreams(id) : Set.<String>of()) {
        if (isTest(reader)) {
          boolean comes =
              mode == IndirectSelection.EAGER || there.containsAll(dag.upstreams(reader));
          (comes ? found.direct() : found.indirect()).add(reader);
        }
      }
    }
    return found;
  }

  /** Takes in the tests of which all that they read has been selected by several parts. */
  Found settle(Found found) {
    if (!found.indirect().isEmpty()) {
      Set<String> there = there(found.direct());
      found.indirect().stream()
          .filter(test -> there.containsAll(dag.upstreams(test)))
          .forEach(found.direct()::add);
    }
    return found;
  }

  private Set<String> there(Set<String> nodes) {
    Set<String> there = new LinkedHashSet<>(nodes);
    if (mode == IndirectSelection.BUILDABLE) {
      there.addAll(new Surroundings(dag).ancestors(nodes, Criterion.ALL));
    }
    return there;
  }

  private boolean isTest(String id) {
    Selectable node = all.get(id);
    return node != null
        && (node.type() == ResourceType.TEST || node.type() == ResourceType.UNIT_TEST);
  }
}
