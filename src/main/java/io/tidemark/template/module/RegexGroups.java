package io.tidemark.template.module;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The groups of an expression, and which stand in which. */
final class RegexGroups {
  private final List<@Nullable String> names = new ArrayList<>();
  private final List<Integer> parents = new ArrayList<>();
  private final List<Integer> open = new ArrayList<>(List.of(0));

  /** A group begins; its number. */
  int open(@Nullable String name) {
    names.add(name);
    parents.add(open.get(open.size() - 1));
    open.add(names.size());
    return names.size();
  }

  /** The group that began last ends. */
  void close() {
    open.remove(open.size() - 1);
  }

  int count() {
    return names.size();
  }

  /** The number of a named group; null if there is none of that name. */
  @Nullable Integer number(String name) {
    int index = names.indexOf(name);
    return index < 0 ? null : Integer.valueOf(index + 1);
  }

  /** The names, in the order of the groups; null for those without. */
  List<@Nullable String> names() {
    return names;
  }

  /** Whether one stands within another. */
  boolean isWithin(int inner, int outer) {
    int group = inner;
    while (group > outer) {
      group = parents.get(group - 1);
    }
    return group == outer;
  }
}
