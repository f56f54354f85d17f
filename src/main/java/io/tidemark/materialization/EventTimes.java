package io.tidemark.materialization;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The times that a run's microbatch models are about.
 *
 * @param start {@code --event-time-start}, or null
 * @param end {@code --event-time-end}, or null
 * @param runStartedAt when the run began, to the microsecond: the end where none is asked for. A
 *     restart keeps it, so that it has the same batches
 */
public record EventTimes(@Nullable Instant start, @Nullable Instant end, Instant runStartedAt) {

  /** Cuts what PostgreSQL would not keep. */
  public EventTimes {
    runStartedAt = runStartedAt.truncatedTo(ChronoUnit.MICROS);
  }

  /** The times of a run that was asked for none. */
  public static EventTimes until(Instant runStartedAt) {
    return new EventTimes(null, null, runStartedAt);
  }
}
