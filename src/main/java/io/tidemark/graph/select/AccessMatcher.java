package io.tidemark.graph.select;

import io.tidemark.graph.ResourceType;
import io.tidemark.graph.Selectable;
import java.util.List;

/** {@code access:public}: models that others may read; a model that says nothing is protected. */
record AccessMatcher(String access) implements NodeMatcher {

  @Override
  public boolean matches(Selectable node) {
    return valuesOf(node).contains(access);
  }

  @Override
  public List<String> valuesOf(Selectable node) {
    return node.type() == ResourceType.MODEL
        ? List.of(node.config().string("access", "protected"))
        : List.of();
  }
}
