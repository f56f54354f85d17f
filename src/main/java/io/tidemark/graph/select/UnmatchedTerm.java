package io.tidemark.graph.select;

import io.tidemark.graph.Selectable;
import io.tidemark.project.problem.NearestName;
import io.tidemark.project.problem.Problem;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Says that a term matches no node, and what may have been meant. */
final class UnmatchedTerm {

  /** Of more values than these nobody reads the list. */
  private static final int MOST_SHOWN = 20;

  private UnmatchedTerm() {}

  static Problem warning(Term term, Collection<? extends Selectable> nodes) {
    Problem warning =
        Problem.of(
            "The selection criterion \"%s\" does not match any enabled nodes"
                .formatted(term.text()));
    List<Criterion> alone =
        term.criteria().stream()
            .filter(criterion -> nodes.stream().noneMatch(criterion.matcher()::matches))
            .toList();
    if (alone.isEmpty()) {
      return warning
          .found("Each of its parts matches nodes, but no node is matched by all of them.")
          .next(
              "A comma selects what matches every part; for what matches any of them, put a space"
                  + " in its place.");
    }
    Criterion first = alone.get(0);
    if (first.matcher().comparesRuns()) {
      // That nothing has changed, failed or become fresher is the normal case, and no mistake.
      return warning;
    }
    Set<String> values = new TreeSet<>();
    nodes.forEach(node -> values.addAll(first.matcher().valuesOf(node)));
    return warning
        .found(found(first, values))
        .next(
            byAnotherMethod(first, nodes)
                .or(() -> NearestName.of(first.value(), values).map(near -> first.head() + near))
                .map(meant -> "Did you mean \"%s%s\"?".formatted(meant, first.tail()))
                .orElse("Correct the criterion, or remove it."));
  }

  /**
   * A value without a method may be meant for one: dbt compares {@code stg_*} with the whole fully
   * qualified name, folders included, and never with sources and tags.
   */
  private static Optional<String> byAnotherMethod(
      Criterion criterion, Collection<? extends Selectable> nodes) {
    if (!(criterion.matcher() instanceof FqnMatcher)) {
      return Optional.empty();
    }
    Wildcard value = Wildcard.of(criterion.value());
    Map<Method, NodeMatcher> others = new EnumMap<>(Method.class);
    others.put(Method.FILE, new FileMatcher(value));
    others.put(Method.TAG, new TagMatcher(value));
    SourceMatcher.of(criterion.value()).ifPresent(source -> others.put(Method.SOURCE, source));
    return others.entrySet().stream()
        .filter(other -> nodes.stream().anyMatch(other.getValue()::matches))
        .findFirst()
        .map(other -> criterion.operators() + other.getKey().dbtName() + ':' + criterion.value());
  }

  private static String found(Criterion criterion, Set<String> values) {
    String found = "Nothing is known by \"%s\".".formatted(criterion.value());
    return values.isEmpty() || values.size() > MOST_SHOWN
        ? found
        : "%s There are: %s.".formatted(found, String.join(", ", values));
  }
}
