package io.tidemark.graph.select;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a selection's words may stand for.
 *
 * @param project the name of the project that is run; null where it is not known
 * @param mode which tests come with nodes that are selected, where nothing else is said
 * @param state what another run has left; null where none is named
 * @param selectors the selectors of {@code selectors.yml}
 * @param inside the selectors whose definitions are being read
 */
record Vocabulary(
    @Nullable String project,
    IndirectSelection mode,
    @Nullable PreviousState state,
    Selectors selectors,
    List<String> inside) {

  Vocabulary {
    inside = List.copyOf(inside);
  }

  /** The same with another mode. */
  Vocabulary with(IndirectSelection other) {
    return new Vocabulary(project, other, state, selectors, inside);
  }

  /** The same within one more selector. */
  Vocabulary inside(String selector) {
    List<String> way = new ArrayList<>(inside);
    way.add(selector);
    return new Vocabulary(project, mode, state, selectors, way);
  }

  static Vocabulary of(@Nullable String project) {
    return new Vocabulary(project, IndirectSelection.EAGER, null, Selectors.NONE, List.of());
  }
}
