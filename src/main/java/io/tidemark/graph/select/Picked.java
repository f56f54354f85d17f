package io.tidemark.graph.select;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What an expression means.
 *
 * @param direct the ids that are selected
 * @param waiting tests that read some of them, and are selected if what else they read is selected
 *     by another part
 */
record Picked(Set<String> direct, Set<String> waiting) {

  /** Both. */
  Set<String> either() {
    Set<String> ids = new LinkedHashSet<>(direct);
    ids.addAll(waiting);
    return ids;
  }
}
