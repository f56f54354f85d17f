package io.tidemark.graph.select;

import io.tidemark.graph.ResourceType;
import io.tidemark.graph.Selectable;
import java.util.List;
import java.util.Optional;

/**
 * {@code exposure:board}, {@code metric:shop.revenue}: what is found by a name of its own, in any
 * package or in one.
 */
record NamedMatcher(ResourceType type, Wildcard packageName, Wildcard name) implements NodeMatcher {

  /** The matcher of a value; empty where that has too many dots. */
  static Optional<NamedMatcher> of(ResourceType type, String value) {
    String[] parts = value.split("\\.", -1);
    return switch (parts.length) {
      case 1 -> Optional.of(new NamedMatcher(type, Wildcard.of("*"), Wildcard.of(value)));
      case 2 -> Optional.of(new NamedMatcher(type, Wildcard.of(parts[0]), Wildcard.of(parts[1])));
      default -> Optional.empty();
    };
  }

  @Override
  public boolean matches(Selectable node) {
    return node.type() == type
        && packageName.matches(node.packageName())
        && name.matches(node.name());
  }

  @Override
  public List<String> valuesOf(Selectable node) {
    return node.type() == type ? List.of(node.name()) : List.of();
  }
}
