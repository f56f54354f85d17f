package io.tidemark.batch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * A clock that nobody sets: the wall clock's time when it was begun, and what has passed since. For
 * what is measured, so that no step takes hours, or less than nothing, because the machine's clock
 * was put right meanwhile. What is to be a date, and is not compared with one of this clock, is
 * asked of the wall clock. Immutable, thread-safe.
 */
public final class SteadyClock extends Clock {

  private final Instant begun;
  private final long nanos;
  private final ZoneId zone;

  private SteadyClock(Instant begun, long nanos, ZoneId zone) {
    this.begun = begun;
    this.nanos = nanos;
    this.zone = zone;
  }

  /** One that begins now. */
  public static SteadyClock since(Clock wall) {
    return new SteadyClock(wall.instant(), System.nanoTime(), wall.getZone());
  }

  @Override
  public Instant instant() {
    return begun.plus(passed());
  }

  /** When it was begun, by the wall clock. */
  public Instant begun() {
    return begun;
  }

  /** How long ago that was. */
  public Duration passed() {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new SteadyClock(begun, nanos, other);
  }
}
