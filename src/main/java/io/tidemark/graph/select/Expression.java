package io.tidemark.graph.select;

import java.util.stream.Stream;

/** Says which nodes are selected: a criterion, or several that are put together. Immutable. */
interface Expression {

  /** The nodes that it means, with the tests that come with them. */
  Picked pick(Pool pool);

  /** The terms in it of which it is worth telling that they match nothing. */
  default Stream<Term> terms() {
    return Stream.empty();
  }
}
