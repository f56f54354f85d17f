package io.tidemark.graph.select;

import io.tidemark.graph.Selectable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Nodes that are known by their ids: what another run's artifacts say. They are read only when the
 * nodes are asked for, as a selector that is not used may ask for artifacts that are not there.
 */
record IdsMatcher(Supplier<Set<String>> ids) implements NodeMatcher {

  @Override
  public Set<String> of(Pool pool) {
    Set<String> found = new LinkedHashSet<>(pool.all().keySet());
    found.retainAll(ids.get());
    return found;
  }

  @Override
  public boolean matches(Selectable node) {
    return ids.get().contains(node.uniqueId());
  }

  @Override
  public boolean comparesRuns() {
    return true;
  }

  @Override
  public List<String> valuesOf(Selectable node) {
    return List.of();
  }
}
