package io.tidemark.report;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock whose hands only a test moves. */
public final class HandClock extends Clock {

  private volatile Instant now = Instant.parse("2024-01-31T10:20:31.123456Z");

  /** Moves the hands. */
  public void pass(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("tests tell the time in UTC");
  }
}
