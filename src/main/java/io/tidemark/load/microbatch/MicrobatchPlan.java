package io.tidemark.load.microbatch;

import io.tidemark.graph.Microbatch;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The batches that a run has planned for a relation, and which of them are done.
 *
 * @param batches each once, by their start
 * @param runStartedAt when the run began that planned them, which a restart of it keeps; null where
 *     nothing was ever planned
 */
public record MicrobatchPlan(List<Planned> batches, @Nullable Instant runStartedAt) {

  /** Copies the list. */
  public MicrobatchPlan {
    batches = List.copyOf(batches);
  }

  /**
   * A batch in a plan.
   *
   * @param batch which
   * @param fullRefresh true if {@code is_incremental()} is false in it
   * @param done true if its rows are in the relation
   */
  public record Planned(Microbatch batch, boolean fullRefresh, boolean done) {}

  /** Those whose rows are not in the relation yet. */
  public List<Planned> pending() {
    return batches.stream().filter(planned -> !planned.done()).toList();
  }

  /** Those whose rows are. */
  public List<Microbatch> done() {
    return batches.stream().filter(Planned::done).map(Planned::batch).toList();
  }
}
