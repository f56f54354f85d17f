package io.tidemark.jinja.value;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalField;
import java.time.temporal.TemporalQuery;

/**
 * A moment in a season of its zone that need not be the one of that day, as Python lets it be:
 * after {@code tzinfo=} with a zone of pytz, or some days later.
 */
record PinnedMoment(LocalDateTime clock, TimeZoneValue zone) implements TemporalAccessor {

  private OffsetDateTime moment() {
    return clock.atOffset(zone.season().offset());
  }

  @Override
  public boolean isSupported(TemporalField field) {
    return moment().isSupported(field);
  }

  @Override
  public long getLong(TemporalField field) {
    return moment().getLong(field);
  }

  @Override
  public <R> R query(TemporalQuery<R> query) {
    return moment().query(query);
  }

  @Override
  public String toString() {
    return PythonText.str(this);
  }
}
