package io.tidemark.schedule;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** Dates and times as people write them in job files and after {@code --date}. */
public final class Moments {

  /** What is allowed, for an error. */
  public static final String ALLOWED =
      "2026-11-21, 2026-11-21T03:00 (in the job's time zone) or 2026-11-21T03:00:00+01:00";

  private Moments() {}

  /** The moment that a text names; a date alone is its first moment in the zone. */
  public static Optional<Instant> of(String text, ZoneId zone) {
    Optional<LocalDate> date = date(text);
    if (date.isPresent()) {
      return Optional.of(date.get().atStartOfDay(zone).toInstant());
    }
    String iso = text.strip().replace(' ', 'T');
    try {
      return Optional.of(OffsetDateTime.parse(iso).toInstant());
    } catch (DateTimeException noOffset) {
      try {
        return Optional.of(LocalDateTime.parse(iso).atZone(zone).toInstant());
      } catch (DateTimeException none) {
        return Optional.empty();
      }
    }
  }

  /** The day that a text names, if it is a date alone. */
  public static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text.strip()));
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }
}
