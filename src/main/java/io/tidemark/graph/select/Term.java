package io.tidemark.graph.select;

import java.util.List;
import java.util.stream.Stream;

/**
 * Criteria that are joined by commas: a node has to be in each of them.
 *
 * @param text as it was written
 * @param criteria at least one
 * @param mode which tests join that read nodes of several criteria
 */
record Term(String text, List<Criterion> criteria, IndirectSelection mode) implements Expression {

  Term {
    criteria = List.copyOf(criteria);
  }

  @Override
  public Picked pick(Pool pool) {
    return new SetOperation(SetOperation.Kind.INTERSECTION, criteria, mode).pick(pool);
  }

  @Override
  public Stream<Term> terms() {
    return Stream.of(this);
  }
}
