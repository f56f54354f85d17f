package io.tidemark.graph.select;

import io.tidemark.graph.Selectable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Tells the nodes that a method's value means. Immutable. */
interface NodeMatcher {

  /** Whether the node is meant. */
  boolean matches(Selectable node);

  /** Values, without wildcards, that would mean the node; empty where none could. */
  List<String> valuesOf(Selectable node);

  /** Whether it asks how this project and another run's artifacts differ, or how that run ended. */
  default boolean comparesRuns() {
    return false;
  }

  /** The nodes of the pool that are meant. */
  default Set<String> of(Pool pool) {
    Set<String> meant = new LinkedHashSet<>();
    pool.all()
        .forEach(
            (id, node) -> {
              if (matches(node)) {
                meant.add(id);
              }
            });
    return meant;
  }
}
