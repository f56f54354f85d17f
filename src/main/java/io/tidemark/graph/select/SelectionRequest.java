package io.tidemark.graph.select;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command is asked for.
 *
 * @param select the arguments of {@code --select}
 * @param exclude the arguments of {@code --exclude}
 * @param selector the name that {@code --selector} gives; null for none
 * @param mode which tests come with nodes that are selected
 * @param project the name of the project that is run, which {@code package:this} stands for
 * @param state what another run has left; null where none is named
 * @param selectors the selectors of {@code selectors.yml}
 */
public record SelectionRequest(
    List<String> select,
    List<String> exclude,
    @Nullable String selector,
    IndirectSelection mode,
    String project,
    @Nullable PreviousState state,
    Selectors selectors) {

  /** Copies the lists. */
  public SelectionRequest {
    select = List.copyOf(select);
    exclude = List.copyOf(exclude);
  }
}
