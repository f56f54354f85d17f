package io.tidemark.graph.select;

import io.tidemark.graph.ResourceType;
import io.tidemark.graph.Selectable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@code orders}, {@code marts.orders}, {@code shop.marts}, {@code staging.*}: nodes by name, or by
 * the beginning of their fully qualified name, with the package or without. Sources are not meant:
 * they have a method of their own. The rules are dbt's: from the first part with a wildcard on, the
 * rest of the name is compared as one text, so a {@code *} crosses dots.
 */
record FqnMatcher(String value, List<String> parts) implements NodeMatcher {

  FqnMatcher(String value) {
    this(value, dotted(value));
  }

  @Override
  public boolean matches(Selectable node) {
    if (node.type() == ResourceType.SOURCE) {
      return false;
    }
    List<String> fqn = node.fqn();
    List<String> flat = fqn.stream().flatMap(part -> dotted(part).stream()).toList();
    int packageParts = dotted(fqn.get(0)).size();
    return fqn.get(fqn.size() - 1).equals(value)
        || begins(flat)
        || begins(flat.subList(packageParts, flat.size()));
  }

  private boolean begins(List<String> name) {
    if (name.size() < parts.size()) {
      return false;
    }
    for (int i = 0; i < parts.size(); i++) {
      if (Wildcard.isIn(parts.get(i))) {
        return Wildcard.of(rest(parts, i)).matches(rest(name, i));
      }
      if (!parts.get(i).equals(name.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static String rest(List<String> parts, int from) {
    return String.join(".", parts.subList(from, parts.size()));
  }

  private static List<String> dotted(String text) {
    return Arrays.asList(text.split("\\.", -1));
  }

  @Override
  public List<String> valuesOf(Selectable node) {
    if (node.type() == ResourceType.SOURCE) {
      return List.of();
    }
    List<String> values = new ArrayList<>();
    values.add(node.name());
    for (int end = 1; end <= node.fqn().size(); end++) {
      values.add(String.join(".", node.fqn().subList(0, end)));
      if (end > 1) {
        values.add(String.join(".", node.fqn().subList(1, end)));
      }
    }
    return values;
  }
}
