package io.tidemark.batch.history;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One launch of a run: an execution.
 *
 * @param executionId its number
 * @param state how it ended, or that it is at work
 * @param start when it began
 * @param end when it ended, as far as it could say so; null while it is at work
 */
public record Launched(long executionId, RunState state, Instant start, @Nullable Instant end) {

  /** How long it has taken. */
  public Duration duration(Instant now) {
    return between(start, end == null ? now : end);
  }

  /** Dates are the wall clock's; where that was put back meanwhile, nothing is known of a time. */
  static Duration between(Instant start, Instant end) {
    Duration taken = Duration.between(start, end);
    return taken.isNegative() ? Duration.ZERO : taken;
  }
}
