package io.tidemark.graph.select;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Expressions that are put together.
 *
 * @param kind how
 * @param parts in their order; of a difference the first is what the others are taken from
 * @param mode which tests join that read nodes of several parts
 */
record SetOperation(Kind kind, List<? extends Expression> parts, IndirectSelection mode)
    implements Expression {

  /** How. */
  enum Kind {
    /** What is in any. */
    UNION,
    /** What is in each. */
    INTERSECTION,
    /** What is in the first and in no other. */
    DIFFERENCE
  }

  SetOperation {
    parts = List.copyOf(parts);
  }

  @Override
  public Picked pick(Pool pool) {
    List<Picked> picked = parts.stream().map(part -> part.pick(pool)).toList();
    Set<String> direct = combined(picked, Picked::direct);
    Set<String> either = combined(picked, Picked::either);
    return new Picked(withWaiting(direct, either, pool), either);
  }

  private Set<String> combined(List<Picked> picked, Function<Picked, Set<String>> ids) {
    Set<String> combined = new LinkedHashSet<>();
    for (int i = 0; i < picked.size(); i++) {
      Set<String> one = ids.apply(picked.get(i));
      if (i == 0 || kind == Kind.UNION) {
        combined.addAll(one);
      } else if (kind == Kind.INTERSECTION) {
        combined.retainAll(one);
      } else {
        combined.removeAll(one);
      }
    }
    return combined;
  }

  /** A test that waited is selected once all that it reads is. */
  private Set<String> withWaiting(Set<String> direct, Set<String> either, Pool pool) {
    if (mode == IndirectSelection.EAGER
        || mode == IndirectSelection.EMPTY
        || direct.containsAll(either)) {
      return direct;
    }
    Set<String> enough = mode == IndirectSelection.CAUTIOUS ? direct : pool.withAncestors(direct);
    Set<String> selected = new LinkedHashSet<>(direct);
    for (String id : either) {
      if (pool.isTest(id) && pool.readsOnly(id, enough)) {
        selected.add(id);
      }
    }
    return selected;
  }

  @Override
  public Stream<Term> terms() {
    return parts.stream().flatMap(Expression::terms);
  }
}
