package io.tidemark.graph.select;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The nodes that a part of a selection means.
 *
 * @param direct those that are selected
 * @param indirect tests that read some of them and would come along, if all that they read were
 *     selected
 */
record Found(Set<String> direct, Set<String> indirect) {

  static Found none() {
    return new Found(new LinkedHashSet<>(), new LinkedHashSet<>());
  }

  void add(Found other) {
    direct.addAll(other.direct);
    indirect.addAll(other.indirect);
  }

  void retain(Found other) {
    direct.retainAll(other.direct);
    indirect.retainAll(other.indirect);
  }

  void remove(Found other) {
    direct.removeAll(other.direct);
    indirect.removeAll(other.indirect);
  }
}
