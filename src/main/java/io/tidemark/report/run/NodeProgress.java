package io.tidemark.report.run;

import java.time.Duration;
import java.time.Instant;

/** How far a running node has come. Immutable. */
interface NodeProgress {

  /** The relation's name. */
  String name();

  /** When the node began. */
  Instant startedAt();

  /** True if there is something to tell. */
  boolean worthTelling(Instant now);

  /** The live line. */
  String line(Instant now);

  /** How long the node has been running. */
  default Duration runningFor(Instant now) {
    return Duration.between(startedAt(), now);
  }
}
