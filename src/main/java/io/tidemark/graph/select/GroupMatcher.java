package io.tidemark.graph.select;

import io.tidemark.graph.ResourceType;
import io.tidemark.graph.Selectable;
import java.util.List;

/** {@code group:finance}: nodes of a group; sources have none. */
record GroupMatcher(Wildcard pattern) implements NodeMatcher {

  @Override
  public boolean matches(Selectable node) {
    return valuesOf(node).stream().anyMatch(pattern::matches);
  }

  @Override
  public List<String> valuesOf(Selectable node) {
    String group = node.type() == ResourceType.SOURCE ? null : node.config().string("group");
    return group == null ? List.of() : List.of(group);
  }
}
