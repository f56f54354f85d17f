package io.tidemark.jinja.value;

import io.tidemark.jinja.error.ErrorKind;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/** What Python computes with dates and times, on the values of {@code java.time}. */
public final class Times {
  private Times() {}

  /** Whether it is a moment with a time zone. */
  public static boolean isAware(@Nullable Object value) {
    return value instanceof ZonedDateTime
        || value instanceof OffsetDateTime
        || value instanceof PinnedMoment;
  }

  /** The moment in its time zone. */
  public static ZonedDateTime zoned(Object aware) {
    if (aware instanceof PinnedMoment pinned) {
      return pinned.clock().atZone(pinned.zone().season().offset());
    }
    return aware instanceof OffsetDateTime moment
        ? moment.toZonedDateTime()
        : (ZonedDateTime) aware;
  }

  /** The zone of a moment or a time; null where it has none. */
  public static @Nullable TimeZoneValue zone(Object time) {
    if (time instanceof PinnedMoment pinned) {
      return pinned.zone();
    }
    if (time instanceof ZonedTime clock) {
      return clock.zone();
    }
    return isAware(time) ? TimeZoneValue.at(zoned(time)) : null;
  }

  /** What was given as a {@code tzinfo}. */
  public static TimeZoneValue zoneGiven(Object zone) {
    if (zone instanceof TimeZoneValue value) {
      return value;
    }
    throw PythonException.type(
        "tzinfo argument must be None or of a tzinfo subclass, not type '"
            + PythonText.str(zone)
            + "'");
  }

  /** The moment whose clock shows that in the season of the zone; without a zone the clock. */
  public static TemporalAccessor inZone(LocalDateTime clock, @Nullable Object zone) {
    if (zone == null) {
      return clock;
    }
    TimeZoneValue there = zoneGiven(zone);
    ZoneOffset offset = there.season().offset();
    if (there.kind() == TimeZoneValue.Kind.PLAIN) {
      return clock.atOffset(offset);
    }
    boolean fits = !(there.zone() instanceof ZoneOffset);
    if (fits && there.zone().getRules().isValidOffset(clock, offset)) {
      ZonedDateTime moment = ZonedDateTime.ofStrict(clock, offset, there.zone());
      if (there.equals(TimeZoneValue.at(moment))) {
        return moment;
      }
    }
    return new PinnedMoment(clock, there);
  }

  /** What the zone of a moment or time says of it; null where it has none, or says nothing. */
  public static @Nullable Season season(Object time) {
    if (time instanceof ZonedTime clock) {
      return clock.season();
    }
    TimeZoneValue zone = zone(time);
    return zone == null ? null : zone.season();
  }

  /** What the clock of a moment shows, with or without a zone. */
  static LocalDateTime clock(@Nullable Object moment) {
    if (moment != null && isMoment(moment)) {
      return LocalDateTime.from((TemporalAccessor) moment);
    }
    throw PythonException.type("a datetime is needed, not " + TypeName.of(moment));
  }

  static boolean equal(Object left, Object right) {
    if (isClock(left) && isClock(right)) {
      return (season(left) == null) == (season(right) == null)
          && nanosInUtc((TemporalAccessor) left) == nanosInUtc((TemporalAccessor) right);
    }
    boolean aware = isAware(left) && isAware(right);
    return aware ? zoned(left).toInstant().equals(zoned(right).toInstant()) : left.equals(right);
  }

  /** {@code CET}; of a time in a region, whose season nobody knows, the name of the region. */
  public static @Nullable String abbreviation(TemporalAccessor time) {
    Season season = season(time);
    if (season != null) {
      return season.name();
    }
    TimeZoneValue zone = zone(time);
    return zone == null ? null : zone.name();
  }

  /** Compares where Python knows an order; null where it doesn't. */
  static @Nullable Integer compare(Object left, Object right) {
    if (isAware(left) && isAware(right)) {
      return zoned(left).toInstant().compareTo(zoned(right).toInstant());
    }
    if (left instanceof LocalDateTime a && right instanceof LocalDateTime b) {
      return a.compareTo(b);
    }
    if (left instanceof LocalDate a && right instanceof LocalDate b) {
      return a.compareTo(b);
    }
    if (isClock(left) && isClock(right)) {
      return compareClocks((TemporalAccessor) left, (TemporalAccessor) right);
    }
    if (isMoment(left) && isMoment(right)) {
      throw PythonException.type("can't compare offset-naive and offset-aware datetimes");
    }
    return null;
  }

  private static boolean isClock(Object value) {
    return value instanceof LocalTime || value instanceof ZonedTime;
  }

  private static int compareClocks(TemporalAccessor left, TemporalAccessor right) {
    if ((season(left) == null) != (season(right) == null)) {
      throw PythonException.type("can't compare offset-naive and offset-aware times");
    }
    return Long.compare(nanosInUtc(left), nanosInUtc(right));
  }

  private static long nanosInUtc(TemporalAccessor clock) {
    Season season = season(clock);
    long seconds = season == null ? 0 : season.offset().getTotalSeconds();
    return LocalTime.from(clock).toNanoOfDay() - seconds * 1_000_000_000;
  }

  private static boolean isMoment(Object value) {
    return value instanceof LocalDateTime || isAware(value);
  }

  /** {@code left - right}, or missing if that is not one of two dates or two moments. */
  public static @Nullable Object minus(@Nullable Object left, @Nullable Object right) {
    if (isAware(left) && isAware(right) && left != null && right != null) {
      return between(zoned(right).toInstant(), zoned(left).toInstant());
    }
    if (left instanceof LocalDateTime a && right instanceof LocalDateTime b) {
      return between(b, a);
    }
    if (left instanceof LocalDate a && right instanceof LocalDate b) {
      return TimeDelta.of(ChronoUnit.DAYS.between(b, a), 0, 0);
    }
    if (left != null && right != null && isMoment(left) && isMoment(right)) {
      throw PythonException.type("can't subtract offset-naive and offset-aware datetimes");
    }
    return Missing.MISSING;
  }

  private static TimeDelta between(Temporal from, Temporal to) {
    return TimeDelta.of(0, 0, ChronoUnit.MICROS.between(from, to));
  }

  /** A date or moment some time later; missing for other values. */
  static @Nullable Object plus(@Nullable Object start, TimeDelta delta) {
    Object sum = sum(start, delta);
    return sum instanceof TemporalAccessor time ? inYears(time) : sum;
  }

  /** The time itself, if its year is one of Python's. */
  public static TemporalAccessor inYears(TemporalAccessor time) {
    if (time.isSupported(ChronoField.YEAR)) {
      int year = time.get(ChronoField.YEAR);
      if (year < 1 || year > 9999) {
        throw new PythonException(ErrorKind.OVERFLOW, "date value out of range");
      }
    }
    return time;
  }

  private static @Nullable Object sum(@Nullable Object start, TimeDelta delta) {
    try {
      if (start instanceof LocalDate date) {
        return date.plusDays(delta.days());
      }
      if (start != null && isAware(start)) {
        return keepingZone((LocalDateTime) later(clock(start), delta), start);
      }
      return start instanceof LocalDateTime ? later((Temporal) start, delta) : Missing.MISSING;
    } catch (DateTimeException tooFar) {
      throw new PythonException(ErrorKind.OVERFLOW, "date value out of range");
    }
  }

  private static Temporal later(Temporal start, TimeDelta delta) {
    return start.plus(delta.days(), ChronoUnit.DAYS).plus(delta.rest(), ChronoUnit.MICROS);
  }

  /**
   * A moment's clock set anew: as in Python its zone keeps the season, until {@code normalize()},
   * even where it has another then.
   */
  public static TemporalAccessor keepingZone(LocalDateTime clock, Object moment) {
    return inZone(clock, zone(moment));
  }

  /** Whether it is a date, a time or a moment. */
  static boolean isTime(@Nullable Object value) {
    return value instanceof TemporalAccessor;
  }
}
