package io.tidemark.graph.select;

import io.tidemark.graph.Node;
import io.tidemark.graph.NodeDetail;
import io.tidemark.graph.ResourceType;
import io.tidemark.graph.Selectable;
import java.util.List;

/** {@code test_type:unit}: tests of a kind. */
record TestTypeMatcher(String name) implements NodeMatcher {

  /** dbt's kinds; {@code schema} is what it used to call generic ones. */
  static final List<String> NAMES = List.of("data", "generic", "schema", "singular", "unit");

  @Override
  public boolean matches(Selectable node) {
    return valuesOf(node).contains(name);
  }

  @Override
  public List<String> valuesOf(Selectable node) {
    if (node.type() == ResourceType.UNIT_TEST) {
      return List.of("unit");
    }
    if (node.type() != ResourceType.TEST) {
      return List.of();
    }
    return node instanceof Node test && test.detail() instanceof NodeDetail.GenericTest
        ? List.of("data", "generic", "schema")
        : List.of("data", "singular");
  }
}
