package io.tidemark.jinja.method;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.PythonText;
import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Map;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Attributes and methods of the values of {@code java.time}, named as in Python's datetime. */
final class TimeAttributes {
  private static final Map<String, ChronoField> FIELDS =
      Map.of(
          "year", ChronoField.YEAR,
          "month", ChronoField.MONTH_OF_YEAR,
          "day", ChronoField.DAY_OF_MONTH,
          "hour", ChronoField.HOUR_OF_DAY,
          "minute", ChronoField.MINUTE_OF_HOUR,
          "second", ChronoField.SECOND_OF_MINUTE,
          "microsecond", ChronoField.MICRO_OF_SECOND);

  private TimeAttributes() {}

  static @Nullable Object attribute(TemporalAccessor time, String name) {
    ChronoField field = FIELDS.get(name);
    if (field != null) {
      return time.isSupported(field) ? (Object) (long) time.get(field) : Missing.MISSING;
    }
    return switch (name) {
      case "isoformat" -> method(name, time, (self, arguments) -> isoFormat(self, arguments));
      case "strftime" ->
          method(
              name,
              time,
              (self, arguments) -> TimeFormat.format(self, arguments.text(0, "format")));
      case "date" ->
          time.isSupported(ChronoField.HOUR_OF_DAY) && time.isSupported(ChronoField.YEAR)
              ? method(name, time, (self, arguments) -> LocalDate.from(self))
              : Missing.MISSING;
      case "weekday" ->
          method(name, time, (self, arguments) -> (long) self.get(ChronoField.DAY_OF_WEEK) - 1);
      case "isoweekday" ->
          method(name, time, (self, arguments) -> (long) self.get(ChronoField.DAY_OF_WEEK));
      default -> Missing.MISSING;
    };
  }

  private static Object method(
      String name, TemporalAccessor time, Method<TemporalAccessor> method) {
    return new BoundMethod<>(name, time, method);
  }

  private static String isoFormat(TemporalAccessor time, Arguments arguments) {
    String separator = String.valueOf(arguments.get(0, "sep", "T"));
    return PythonText.str(time).replaceFirst(" ", Matcher.quoteReplacement(separator));
  }
}
