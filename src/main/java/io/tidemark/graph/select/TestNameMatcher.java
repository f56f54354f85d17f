package io.tidemark.graph.select;

import io.tidemark.graph.Node;
import io.tidemark.graph.NodeDetail;
import io.tidemark.graph.ResourceType;
import io.tidemark.graph.Selectable;
import java.util.List;

/**
 * {@code test_name:not_null}: generic tests by what they test for, and unit tests by their name.
 */
record TestNameMatcher(Wildcard pattern) implements NodeMatcher {

  @Override
  public boolean matches(Selectable node) {
    return valuesOf(node).stream().anyMatch(pattern::matches);
  }

  @Override
  public List<String> valuesOf(Selectable node) {
    if (node.type() == ResourceType.UNIT_TEST) {
      return List.of(node.name());
    }
    return node instanceof Node test && test.detail() instanceof NodeDetail.GenericTest generic
        ? List.of(generic.name())
        : List.of();
  }
}
