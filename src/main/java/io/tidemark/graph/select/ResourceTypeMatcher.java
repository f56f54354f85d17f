package io.tidemark.graph.select;

import io.tidemark.graph.ResourceType;
import io.tidemark.graph.Selectable;
import java.util.Arrays;
import java.util.List;

/** {@code resource_type:source}: nodes of a kind. */
record ResourceTypeMatcher(String name) implements NodeMatcher {

  /** The kinds that there are. */
  static List<String> names() {
    return Arrays.stream(ResourceType.values())
        .filter(type -> type != ResourceType.GROUP)
        .map(ResourceType::dbtName)
        .toList();
  }

  @Override
  public boolean matches(Selectable node) {
    return node.type().dbtName().equals(name);
  }

  @Override
  public List<String> valuesOf(Selectable node) {
    return List.of(node.type().dbtName());
  }
}
