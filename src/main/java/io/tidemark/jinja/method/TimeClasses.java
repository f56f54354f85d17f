package io.tidemark.jinja.method;

import io.tidemark.jinja.error.ErrorKind;
import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.BoundArguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.Numbers;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.TimeDelta;
import io.tidemark.jinja.value.Times;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the classes of Python's datetime module know by themselves, and so each of their values too:
 * other ways to make a value, and the bounds. Nothing here asks a clock.
 */
public final class TimeClasses {
  private static final Map<String, Object> DATE = date();
  private static final Map<String, Object> DATETIME = datetime();
  private static final Map<String, Object> TIME =
      Map.of(
          "fromisoformat",
          refusing(a -> IsoTime.time(a.text(0, "time_string"))),
          "min",
          LocalTime.MIN,
          "max",
          LocalTime.of(23, 59, 59, 999_999_000),
          "resolution",
          TimeDelta.RESOLUTION);

  private TimeClasses() {}

  /** The members of {@code datetime.date}. */
  public static Map<String, Object> ofDate() {
    return DATE;
  }

  /** The members of {@code datetime.datetime}, without those that ask the time. */
  public static Map<String, Object> ofDatetime() {
    return DATETIME;
  }

  /** The members of {@code datetime.time}. */
  public static Map<String, Object> ofTime() {
    return TIME;
  }

  static Object member(TemporalAccessor time, String name) {
    Map<String, Object> members =
        time instanceof LocalDate ? DATE : !time.isSupported(ChronoField.YEAR) ? TIME : DATETIME;
    return members.getOrDefault(name, Missing.MISSING);
  }

  private static Map<String, Object> date() {
    return Map.of(
        "fromisoformat",
        refusing(a -> IsoTime.date(a.text(0, "date_string"))),
        "fromordinal",
        refusing(a -> ofOrdinal(a)),
        "fromisocalendar",
        refusing(TimeClasses::ofWeek),
        "fromtimestamp",
        refusing(a -> local(instant(a.get(0, "timestamp")), null).toLocalDate()),
        "min",
        LocalDate.of(1, 1, 1),
        "max",
        LocalDate.of(9999, 12, 31),
        "resolution",
        TimeDelta.of(1, 0, 0));
  }

  private static Map<String, Object> datetime() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("fromisoformat", refusing(a -> IsoTime.moment(a.text(0, "date_string"))));
    members.put("fromordinal", refusing(a -> ofOrdinal(a).atStartOfDay()));
    members.put("fromisocalendar", refusing(a -> ofWeek(a).atStartOfDay()));
    members.put("fromtimestamp", refusing(TimeClasses::fromTimestamp));
    members.put(
        "utcfromtimestamp",
        refusing(a -> LocalDateTime.ofInstant(instant(a.get(0, "timestamp")), ZoneOffset.UTC)));
    members.put("combine", refusing(TimeClasses::combine));
    members.put("min", LocalDateTime.of(1, 1, 1, 0, 0));
    members.put("max", LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000));
    members.put("resolution", TimeDelta.RESOLUTION);
    return Map.copyOf(members);
  }

  /** What java.time refuses, Python refuses as a ValueError. */
  public static Callable refusing(Callable function) {
    return arguments -> {
      try {
        return function.call(arguments);
      } catch (DateTimeException e) {
        throw PythonException.value(String.valueOf(e.getMessage()));
      }
    };
  }

  /** A day of Python's years, 1 to 9999. */
  public static LocalDate day(int year, int month, int day) {
    if (year < 1 || year > 9999) {
      throw PythonException.value("year " + year + " is out of range");
    }
    if (month < 1 || month > 12) {
      throw PythonException.value("month must be in 1..12");
    }
    if (day < 1 || day > LocalDate.of(year, month, 1).lengthOfMonth()) {
      throw PythonException.value("day is out of range for month");
    }
    return LocalDate.of(year, month, day);
  }

  /** A time of the day. */
  public static LocalTime clock(int hour, int minute, int second, int microsecond) {
    require(hour, 23, "hour");
    require(minute, 59, "minute");
    require(second, 59, "second");
    require(microsecond, 999_999, "microsecond");
    return LocalTime.of(hour, minute, second, microsecond * 1000);
  }

  private static void require(int value, int most, String name) {
    if (value < 0 || value > most) {
      throw PythonException.value(name + " must be in 0.." + most);
    }
  }

  private static LocalDate ofOrdinal(Arguments arguments) {
    long ordinal = Numbers.index(arguments.get(0, "ordinal"));
    if (ordinal < 1) {
      throw PythonException.value("ordinal must be >= 1");
    }
    return inYears(LocalDate.of(1, 1, 1).plusDays(ordinal - 1));
  }

  private static LocalDate inYears(LocalDate day) {
    return day(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
  }

  private static LocalDate ofWeek(Arguments arguments) {
    BoundArguments bound = arguments.bind(3, "year", "week", "day");
    long year = bound.integer(0, 0);
    long week = bound.integer(1, 0);
    long day = bound.integer(2, 0);
    LocalDate inYear = day(Math.toIntExact(year), 1, 4);
    if (week < 1 || week > IsoFields.WEEK_OF_WEEK_BASED_YEAR.rangeRefinedBy(inYear).getMaximum()) {
      throw PythonException.value("Invalid week: " + week);
    }
    if (day < 1 || day > 7) {
      throw PythonException.value("Invalid weekday: " + day + " (range is [1, 7])");
    }
    return IsoTime.ofWeek(inYear, week, day);
  }

  private static Instant instant(@Nullable Object seconds) {
    if (seconds == null || !Numbers.isNumber(seconds)) {
      throw PythonException.type("a timestamp must be a number");
    }
    TimeDelta since =
        TimeDelta.of(
            Numbers.decimal(Numbers.canonical(seconds)).multiply(BigDecimal.valueOf(1_000_000)));
    return Instant.EPOCH.plus(since.days(), ChronoUnit.DAYS).plus(since.rest(), ChronoUnit.MICROS);
  }

  private static LocalDateTime local(Instant instant, @Nullable ZoneId zone) {
    return LocalDateTime.ofInstant(instant, zone == null ? ZoneId.systemDefault() : zone);
  }

  private static Object fromTimestamp(Arguments arguments) {
    Instant instant = instant(arguments.get(0, "timestamp"));
    Object zone = arguments.get(1, "tz", null);
    if (zone == null) {
      return local(instant, null);
    }
    return Times.zoneGiven(zone).at(instant);
  }

  private static Object combine(Arguments arguments) {
    Object day = arguments.get(0, "date");
    if (day instanceof TemporalAccessor moment
        && moment.isSupported(ChronoField.YEAR)
        && arguments.get(1, "time") instanceof TemporalAccessor time
        && !time.isSupported(ChronoField.YEAR)) {
      return Times.inZone(
          LocalDateTime.of(LocalDate.from(moment), LocalTime.from(time)),
          arguments.get(2, "tzinfo", Times.zone(time)));
    }
    throw new PythonException(ErrorKind.TYPE, "combine() takes a date and a time");
  }
}
