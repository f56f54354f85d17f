package io.tidemark.template.module;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import org.jspecify.annotations.Nullable;

/**
 * The groups of an expression, and which stand in which. Where an expression asks whether a group
 * was found, each group ends with an empty one of Java's, which can be referred to without reading
 * on: so Java numbers the groups otherwise.
 */
final class RegexGroups {
  private final List<@Nullable String> names = new ArrayList<>();
  private final List<Integer> parents = new ArrayList<>();
  private final List<Integer> open = new ArrayList<>(List.of(0));
  private final List<Integer> numbers = new ArrayList<>();
  private final List<Integer> marks = new ArrayList<>();
  private int inJava;

  /** A group begins; its number. */
  int open(@Nullable String name) {
    names.add(name);
    parents.add(open.get(open.size() - 1));
    open.add(names.size());
    numbers.add(++inJava);
    marks.add(0);
    return names.size();
  }

  /** The group that began last ends. */
  void close() {
    open.remove(open.size() - 1);
  }

  /** The group that began last gets a mark: an empty group of Java's, which is written there. */
  void mark() {
    marks.set(open.get(open.size() - 1) - 1, ++inJava);
  }

  /** The number that a group has in Java. */
  int inJava(int group) {
    return numbers.get(group - 1);
  }

  /** The number of a group's mark in Java; 0 where it has none, or has not ended yet. */
  int mark(int group) {
    return group > marks.size() ? 0 : marks.get(group - 1);
  }

  /** What Java found, by Python's numbers. */
  MatchResult numbered(MatchResult found) {
    return inJava == names.size() ? found : new RenumberedMatch(found, List.copyOf(numbers));
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
