package io.tidemark.graph.select;

import io.tidemark.graph.ResourceType;
import io.tidemark.graph.Selectable;
import java.util.List;
import java.util.Optional;

/** {@code source:raw}, {@code source:raw.orders}, {@code source:shop.raw.orders}. */
record SourceMatcher(Wildcard packageName, Wildcard source, Wildcard table) implements NodeMatcher {

  private static final String ANY = "*";

  /** The matcher of a value; empty where it has too many dots. */
  static Optional<SourceMatcher> of(String value) {
    String[] parts = value.split("\\.", -1);
    return switch (parts.length) {
      case 1 -> Optional.of(of(ANY, parts[0], ANY));
      case 2 -> Optional.of(of(ANY, parts[0], parts[1]));
      case 3 -> Optional.of(of(parts[0], parts[1], parts[2]));
      default -> Optional.empty();
    };
  }

  private static SourceMatcher of(String packageName, String source, String table) {
    return new SourceMatcher(Wildcard.of(packageName), Wildcard.of(source), Wildcard.of(table));
  }

  @Override
  public boolean matches(Selectable node) {
    return node.type() == ResourceType.SOURCE
        && packageName.matches(node.packageName())
        && source.matches(sourceName(node))
        && table.matches(node.name());
  }

  @Override
  public List<String> valuesOf(Selectable node) {
    if (node.type() != ResourceType.SOURCE) {
      return List.of();
    }
    String full = sourceName(node) + '.' + node.name();
    return List.of(sourceName(node), full, node.packageName() + '.' + full);
  }

  /** The last but one part of the fully qualified name. */
  private static String sourceName(Selectable node) {
    return node.fqn().get(node.fqn().size() - 2);
  }
}
