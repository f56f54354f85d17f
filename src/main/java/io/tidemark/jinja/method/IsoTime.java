package io.tidemark.jinja.method;

import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.TimeZoneValue;
import io.tidemark.jinja.value.ZonedTime;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Python's {@code fromisoformat}, as of 3.11: most of ISO 8601, with any character between. */
final class IsoTime {
  private static final Pattern DATE = Pattern.compile("(\\d{4})(-?)(\\d{2})\\2(\\d{2})");
  private static final Pattern WEEK = Pattern.compile("(\\d{4})(-?)W(\\d{2})(?:\\2([1-7]))?");
  private static final Pattern TIME =
      Pattern.compile(
          "T?(\\d{2})(?:(:?)(\\d{2})(?:\\2(\\d{2})(?:[.,](\\d+))?)?)?"
              + "(Z|[+-]\\d{2}(?::?\\d{2}(?::?\\d{2}(?:\\.\\d+)?)?)?)?");

  private IsoTime() {}

  static LocalDate date(String text) {
    LocalDate date = dateOrNull(text);
    if (date == null) {
      throw wrong(text);
    }
    return date;
  }

  private static PythonException wrong(String text) {
    return PythonException.value("Invalid isoformat string: " + PythonText.repr(text));
  }

  private static @Nullable LocalDate dateOrNull(String text) {
    Matcher day = DATE.matcher(text);
    if (day.matches()) {
      return TimeClasses.day(number(day.group(1)), number(day.group(3)), number(day.group(4)));
    }
    Matcher week = WEEK.matcher(text);
    if (!week.matches()) {
      return null;
    }
    LocalDate inYear = TimeClasses.day(number(week.group(1)), 1, 4);
    return ofWeek(inYear, number(week.group(3)), week.group(4) == null ? 1 : number(week.group(4)));
  }

  /** A day of the ISO year that another day is in. */
  static LocalDate ofWeek(LocalDate inYear, long week, long weekday) {
    return inYear
        .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week)
        .with(ChronoField.DAY_OF_WEEK, weekday);
  }

  static Object moment(String text) {
    // The longest date that the text begins with, as far as a separator follows it.
    for (int end : new int[] {10, 8, 7}) {
      LocalDate date = text.length() >= end ? dateOrNull(text.substring(0, end)) : null;
      if (date != null && text.length() == end) {
        return date.atStartOfDay();
      }
      if (date != null && !Character.isDigit(text.charAt(end))) {
        String rest = text.substring(end + Character.charCount(text.codePointAt(end)));
        Matcher time = rest.startsWith("T") ? null : TIME.matcher(rest);
        if (time != null && time.matches()) {
          LocalDateTime clock = date.atTime(clock(time));
          ZoneOffset offset = offset(time);
          return offset == null ? clock : clock.atOffset(offset);
        }
      }
    }
    throw wrong(text);
  }

  static TemporalAccessor time(String text) {
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      throw wrong(text);
    }
    ZoneOffset offset = offset(time);
    return ZonedTime.of(clock(time), offset == null ? null : TimeZoneValue.plain(offset));
  }

  private static LocalTime clock(Matcher time) {
    String fraction = time.group(5);
    int micros = fraction == null ? 0 : number((fraction + "00000").substring(0, 6));
    return TimeClasses.clock(
        number(time.group(1)), number(time.group(3)), number(time.group(4)), micros);
  }

  private static @Nullable ZoneOffset offset(Matcher time) {
    String zone = time.group(6);
    if (zone == null || zone.equals("Z")) {
      return zone == null ? null : ZoneOffset.UTC;
    }
    try {
      return ZoneOffset.of(zone.replaceFirst("\\..*", "").replace(":", ""));
    } catch (DateTimeException tooFar) {
      throw PythonException.value(
          "offset must be a timedelta strictly between -timedelta(hours=24) and"
              + " timedelta(hours=24).");
    }
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
