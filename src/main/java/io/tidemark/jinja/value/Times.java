package io.tidemark.jinja.value;

import io.tidemark.jinja.error.ErrorKind;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
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
    return value instanceof ZonedDateTime || value instanceof OffsetDateTime;
  }

  /** The moment in its time zone. */
  public static ZonedDateTime zoned(Object aware) {
    return aware instanceof OffsetDateTime moment
        ? moment.toZonedDateTime()
        : (ZonedDateTime) aware;
  }

  /** What the clock of a moment shows, with or without a zone. */
  static LocalDateTime clock(@Nullable Object moment) {
    if (moment != null && isMoment(moment)) {
      return LocalDateTime.from((TemporalAccessor) moment);
    }
    throw PythonException.type("a datetime is needed, not " + TypeName.of(moment));
  }

  static boolean equal(Object left, Object right) {
    boolean aware = isAware(left) && isAware(right);
    return aware ? zoned(left).toInstant().equals(zoned(right).toInstant()) : left.equals(right);
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
    if (left instanceof LocalTime a && right instanceof LocalTime b) {
      return a.compareTo(b);
    }
    if (isMoment(left) && isMoment(right)) {
      throw PythonException.type("can't compare offset-naive and offset-aware datetimes");
    }
    return null;
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
    return new TimeDelta(ChronoUnit.MICROS.between(from, to));
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
      if (start instanceof ZonedDateTime moment) {
        return keepingOffset(
            moment.toLocalDateTime().plus(delta.micros(), ChronoUnit.MICROS), moment);
      }
      return start instanceof LocalDateTime || start instanceof OffsetDateTime
          ? ((Temporal) start).plus(delta.micros(), ChronoUnit.MICROS)
          : Missing.MISSING;
    } catch (DateTimeException tooFar) {
      throw new PythonException(ErrorKind.OVERFLOW, "date value out of range");
    }
  }

  /**
   * A moment's clock set anew: as in Python its offset stays, until {@code normalize()}, even where
   * its zone has another then.
   */
  public static Temporal keepingOffset(LocalDateTime clock, ZonedDateTime moment) {
    boolean stays = moment.getZone().getRules().isValidOffset(clock, moment.getOffset());
    return stays
        ? ZonedDateTime.ofStrict(clock, moment.getOffset(), moment.getZone())
        : clock.atOffset(moment.getOffset());
  }

  /** Whether it is a date, a time or a moment. */
  static boolean isTime(@Nullable Object value) {
    return value instanceof TemporalAccessor;
  }
}
