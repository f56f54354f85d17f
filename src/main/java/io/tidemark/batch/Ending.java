package io.tidemark.batch;

import io.tidemark.schedule.TaskState;
import java.time.Duration;

/** What came of working on a node once. */
public sealed interface Ending {

  /** It did what it had to. */
  Ending SUCCESS = new Ended(TaskState.SUCCESS);

  /** It failed for good. */
  Ending FAILED = new Ended(TaskState.FAILED);

  /** It is over. */
  record Ended(TaskState state) implements Ending {}

  /** It is worked on again after a while; until then it needs no thread. */
  record Again(Duration delay) implements Ending {}

  /** The run was stopped while it was at work; it has no end. */
  record Stopped() implements Ending {}

  /** Success or failure. */
  static Ending of(boolean well) {
    return well ? SUCCESS : FAILED;
  }
}
