package io.tidemark.schedule;

import java.time.Instant;

/**
 * The time that one run of a job is about, as Airflow has it: the run for an interval begins when
 * the interval is over.
 *
 * @param start the first moment of it, which is also the run's logical date
 * @param end the first moment after it; equal to the start for a job without a schedule
 */
public record DataInterval(Instant start, Instant end) {

  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException if it ends before it begins
   */
  public DataInterval {
    if (end.isBefore(start)) {
      throw new IllegalArgumentException("an interval from " + start + " can't end at " + end);
    }
  }

  /** What tells one run of a job from another: the interval's start. */
  public Instant logicalDate() {
    return start;
  }
}
