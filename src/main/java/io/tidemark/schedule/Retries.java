package io.tidemark.schedule;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How often a task is tried again, as Airflow has it.
 *
 * @param count how often after the first time
 * @param delay how long to wait before each
 * @param exponential whether each wait is twice the one before
 * @param maxDelay the longest wait, or null
 */
public record Retries(int count, Duration delay, boolean exponential, @Nullable Duration maxDelay) {

  /** A day: what Airflow never waits longer than. */
  private static final Duration LONGEST = Duration.ofDays(1);

  /**
   * How long to wait before a try.
   *
   * @param retry 1 for the first one after the failure
   */
  public Duration delayBefore(int retry) {
    Duration wait = delay;
    Duration most = maxDelay == null ? LONGEST : maxDelay;
    for (int i = 1; exponential && i < retry && wait.compareTo(most) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return exponential && wait.compareTo(most) > 0 ? most : wait;
  }
}
