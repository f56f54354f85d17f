package io.tidemark.graph.select;

import io.tidemark.graph.Selectable;
import java.util.List;

/** {@code package:shop}: nodes of any kind that were written in a package. */
record PackageMatcher(Wildcard pattern) implements NodeMatcher {

  @Override
  public boolean matches(Selectable node) {
    return pattern.matches(node.packageName());
  }

  @Override
  public List<String> valuesOf(Selectable node) {
    return List.of(node.packageName());
  }
}
