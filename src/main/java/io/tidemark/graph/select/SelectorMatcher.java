package io.tidemark.graph.select;

import io.tidemark.graph.Selectable;
import java.util.List;
import java.util.Set;

/** {@code selector:nightly}: what a selector of {@code selectors.yml} means. */
record SelectorMatcher(Expression selector) implements NodeMatcher {

  @Override
  public Set<String> of(Pool pool) {
    Set<String> ids = selector.pick(pool).direct();
    ids.retainAll(pool.all().keySet());
    return ids;
  }

  /** A selector means sets of nodes; one node alone does not tell. */
  @Override
  public boolean matches(Selectable node) {
    return true;
  }

  @Override
  public List<String> valuesOf(Selectable node) {
    return List.of();
  }
}
