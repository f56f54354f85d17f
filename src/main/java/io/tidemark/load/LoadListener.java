package io.tidemark.load;

import io.tidemark.graph.Microbatch;
import io.tidemark.load.increment.Checkpoint;
import io.tidemark.load.increment.Increment;
import io.tidemark.load.increment.Notices;
import io.tidemark.load.microbatch.BatchResult;

/** Hears how a load goes on. Called on the thread that loads; must be quick and must not throw. */
public interface LoadListener extends Notices {

  /** An increment has been computed; nothing of it may be in the target yet. */
  default void frozen(Increment increment) {}

  /**
   * An increment of several chunks is kept for good; whoever comes next loads what is left of it.
   */
  default void opened(Checkpoint checkpoint) {}

  /** An increment that somebody left unfinished is taken up where it stopped. */
  default void resumed(Checkpoint checkpoint) {}

  /** A chunk is in the target for good. */
  default void committed(Checkpoint checkpoint) {}

  /**
   * A batch of a microbatch model begins.
   *
   * @param index its number, from 1
   * @param total how many there are
   */
  default void batchStarted(Microbatch batch, int index, int total) {}

  /** A batch of a microbatch model is done for good, has failed or was not tried. */
  default void batchFinished(BatchResult result) {}

  /** All of an increment that took several chunks is in the target, and its books are closed. */
  default void sealed(Increment increment) {}
}
