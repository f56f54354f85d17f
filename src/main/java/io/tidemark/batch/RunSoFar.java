package io.tidemark.batch;

import java.util.List;

/**
 * What of a run has ended when a hook begins.
 *
 * @param nodes in the order in which they ended
 * @param hooks in theirs
 */
public record RunSoFar(List<NodeResult> nodes, List<HookResult> hooks) {

  /** Copies the lists. */
  public RunSoFar {
    nodes = List.copyOf(nodes);
    hooks = List.copyOf(hooks);
  }
}
