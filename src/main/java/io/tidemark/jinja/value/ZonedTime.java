package io.tidemark.jinja.value;

import java.time.LocalTime;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalField;
import java.time.temporal.TemporalQuery;
import org.jspecify.annotations.Nullable;

/** A time of the day with a zone. */
public record ZonedTime(LocalTime clock, TimeZoneValue zone) implements TemporalAccessor {

  /** The time with its zone; without one the time alone. */
  public static TemporalAccessor of(LocalTime clock, @Nullable Object zone) {
    return zone == null ? clock : new ZonedTime(clock, Times.zoneGiven(zone));
  }

  /** What the zone says without a day: a region says nothing. */
  public @Nullable Season season() {
    return zone.kind() == TimeZoneValue.Kind.REGION ? null : zone.season();
  }

  @Override
  public boolean isSupported(TemporalField field) {
    return clock.isSupported(field);
  }

  @Override
  public long getLong(TemporalField field) {
    return clock.getLong(field);
  }

  @Override
  public <R> R query(TemporalQuery<R> query) {
    return clock.query(query);
  }

  @Override
  public String toString() {
    return PythonText.str(this);
  }
}
