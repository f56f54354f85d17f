package io.tidemark.graph.select;

import io.tidemark.graph.ResourceType;
import io.tidemark.graph.Selectable;
import java.util.List;
import java.util.Optional;

/** {@code unit_test:counts_once}, {@code unit_test:shop.counts_once}: unit tests by their name. */
record UnitTestMatcher(Wildcard packageName, Wildcard name) implements NodeMatcher {

  /** The matcher of a value; empty where that has too many dots. */
  static Optional<UnitTestMatcher> of(String value) {
    String[] parts = value.split("\\.", -1);
    return switch (parts.length) {
      case 1 -> Optional.of(new UnitTestMatcher(Wildcard.of("*"), Wildcard.of(value)));
      case 2 -> Optional.of(new UnitTestMatcher(Wildcard.of(parts[0]), Wildcard.of(parts[1])));
      default -> Optional.empty();
    };
  }

  @Override
  public boolean matches(Selectable node) {
    return node.type() == ResourceType.UNIT_TEST
        && packageName.matches(node.packageName())
        && name.matches(node.name());
  }

  @Override
  public List<String> valuesOf(Selectable node) {
    return node.type() == ResourceType.UNIT_TEST ? List.of(node.name()) : List.of();
  }
}
