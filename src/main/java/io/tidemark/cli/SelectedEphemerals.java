package io.tidemark.cli;

import io.tidemark.graph.Node;
import io.tidemark.graph.compile.EphemeralFailedException;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The ephemeral models that a run is about. As in dbt, where one of them can't be compiled, what
 * reads it is skipped; one that was not selected makes what reads it fail.
 *
 * @param ids their unique ids
 */
record SelectedEphemerals(Set<String> ids) {

  static final SelectedEphemerals NONE = new SelectedEphemerals(Set.of());

  SelectedEphemerals {
    ids = Set.copyOf(ids);
  }

  /**
   * What a compilation gives.
   *
   * @throws EphemeralFailedException only because of one of these, the one at fault if it is one
   */
  <T> T blamed(Supplier<T> compilation) {
    try {
      return compilation.get();
    } catch (EphemeralFailedException e) {
      Node selected =
          e.models().stream()
              .filter(model -> ids.contains(model.uniqueId()))
              .findFirst()
              .orElse(null);
      throw selected == null ? e.cause() : e.because(selected);
    }
  }
}
