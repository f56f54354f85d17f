package io.tidemark.graph.select;

import io.tidemark.graph.Dag;
import io.tidemark.graph.Selectable;
import java.util.List;
import java.util.Map;

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

  /** The nodes that are in every criterion, each with the tests that come along. */
  Found resolve(Map<String, ? extends Selectable> all, Dag dag, IndirectTests tests) {
    Found found = null;
    for (Criterion criterion : criteria) {
      Found one = tests.expand(criterion.resolve(all, dag));
      if (found == null) {
        found = one;
      } else {
        found.retain(one);
      }
    }
    return found == null ? Found.none() : tests.settle(found);
  }
}
