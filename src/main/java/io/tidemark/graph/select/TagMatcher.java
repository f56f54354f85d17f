package io.tidemark.graph.select;

import io.tidemark.graph.Selectable;
import java.util.List;

/** {@code tag:nightly}: nodes of any kind that carry a tag. */
record TagMatcher(Wildcard pattern) implements NodeMatcher {

  @Override
  public boolean matches(Selectable node) {
    return node.tags().stream().anyMatch(pattern::matches);
  }

  @Override
  public List<String> valuesOf(Selectable node) {
    return node.tags();
  }
}
