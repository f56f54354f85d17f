package io.tidemark.graph.select;

import io.tidemark.graph.Dag;
import io.tidemark.graph.Selectable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Criteria that are joined by commas: a node has to be in each of them.
 *
 * @param text as it was written
 * @param criteria at least one
 */
record Term(String text, List<Criterion> criteria) {

  Term {
    criteria = List.copyOf(criteria);
  }

  /** The ids of the nodes that are in every criterion. */
  Set<String> resolve(Map<String, ? extends Selectable> all, Dag dag) {
    Set<String> ids = new LinkedHashSet<>(all.keySet());
    criteria.forEach(criterion -> ids.retainAll(criterion.resolve(all, dag)));
    return ids;
  }
}
