package io.tidemark.template.module;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.BoundArguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.Numbers;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.TimeDelta;
import io.tidemark.jinja.value.TimeZoneValue;
import io.tidemark.template.module.PythonModule.PythonClass;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code modules.datetime}. */
final class DatetimeModule {

  /** Microseconds of what {@code timedelta()} takes, in its order. */
  private static final long[] UNITS = {
    86_400_000_000L, 1_000_000L, 1L, 1_000L, 60_000_000L, 3_600_000_000L, 604_800_000_000L
  };

  private DatetimeModule() {}

  static PythonModule module(Clock clock) {
    return new PythonModule(
        "datetime",
        Map.of(
            "datetime",
            datetime(clock),
            "date",
            date(clock),
            "time",
            new PythonClass(
                "datetime.time",
                refusing(DatetimeModule::time),
                Map.of(
                    "fromisoformat",
                    refusing(a -> LocalTime.parse(a.text(0, "time_string"))),
                    "min",
                    LocalTime.MIN,
                    "max",
                    LocalTime.of(23, 59, 59, 999_999_000))),
            "timedelta",
            new PythonClass(
                "datetime.timedelta",
                DatetimeModule::timedelta,
                Map.of("resolution", new TimeDelta(1)))));
  }

  private static PythonClass datetime(Clock clock) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("now", (Callable) arguments -> now(clock, arguments.get(0, "tz", null)));
    members.put("today", (Callable) arguments -> now(clock, null));
    members.put(
        "utcnow",
        (Callable) arguments -> micros(LocalDateTime.now(clock.withZone(ZoneOffset.UTC))));
    members.put(
        "strptime", refusing(a -> TimeParser.parse(a.text(0, "date_string"), a.text(1, "format"))));
    members.put("fromisoformat", refusing(a -> fromIso(a.text(0, "date_string"))));
    members.put("fromtimestamp", refusing(a -> fromTimestamp(a, a.get(1, "tz", null), false)));
    members.put("utcfromtimestamp", refusing(a -> fromTimestamp(a, null, true)));
    members.put("combine", refusing(DatetimeModule::combine));
    members.put("min", LocalDateTime.of(1, 1, 1, 0, 0));
    members.put("max", LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000));
    return new PythonClass("datetime.datetime", refusing(DatetimeModule::moment), members);
  }

  private static PythonClass date(Clock clock) {
    Callable today = arguments -> LocalDate.now(clock.withZone(ZoneId.systemDefault()));
    return new PythonClass(
        "datetime.date",
        refusing(
            arguments -> {
              BoundArguments bound = arguments.bind(3, "year", "month", "day");
              return LocalDate.of(number(bound, 0, 1), number(bound, 1, 1), number(bound, 2, 1));
            }),
        Map.of(
            "today", today,
            "fromisoformat", refusing(a -> LocalDate.parse(a.text(0, "date_string"))),
            "fromordinal",
                refusing(
                    a -> LocalDate.of(1, 1, 1).plusDays(Numbers.index(a.get(0, "ordinal")) - 1)),
            "min", LocalDate.of(1, 1, 1),
            "max", LocalDate.of(9999, 12, 31)));
  }

  /** What java.time refuses, Python refuses as a ValueError. */
  private static Callable refusing(Callable function) {
    return arguments -> {
      try {
        return function.call(arguments);
      } catch (DateTimeParseException e) {
        throw PythonException.value(
            "Invalid isoformat string: " + PythonText.repr(e.getParsedString()));
      } catch (DateTimeException e) {
        throw PythonException.value(String.valueOf(e.getMessage()));
      }
    };
  }

  private static int number(BoundArguments bound, int index, int otherwise) {
    return Math.toIntExact(bound.integer(index, otherwise));
  }

  private static Object moment(Arguments arguments) {
    BoundArguments bound =
        arguments.bind(
            3, "year", "month", "day", "hour", "minute", "second", "microsecond", "tzinfo", "fold");
    LocalDateTime naive =
        LocalDateTime.of(
            number(bound, 0, 1),
            number(bound, 1, 1),
            number(bound, 2, 1),
            number(bound, 3, 0),
            number(bound, 4, 0),
            number(bound, 5, 0),
            number(bound, 6, 0) * 1000);
    return written(naive, bound.get(7));
  }

  private static Object inZone(LocalDateTime naive, @Nullable Object zone) {
    if (zone == null) {
      return naive;
    }
    if (zone instanceof TimeZoneValue value) {
      return naive.atZone(value.zone());
    }
    throw PythonException.type("tzinfo argument must be None or of a tzinfo subclass");
  }

  /** A moment that is put together: of its zone Python then knows no more than the first time. */
  private static Object written(LocalDateTime naive, @Nullable Object zone) {
    return zone instanceof TimeZoneValue value ? naive.atZone(value.first()) : inZone(naive, zone);
  }

  private static Object time(Arguments arguments) {
    BoundArguments bound =
        arguments.bind(0, "hour", "minute", "second", "microsecond", "tzinfo", "fold");
    return LocalTime.of(
        number(bound, 0, 0), number(bound, 1, 0), number(bound, 2, 0), number(bound, 3, 0) * 1000);
  }

  private static Object timedelta(Arguments arguments) {
    BoundArguments bound =
        arguments.bind(
            0, "days", "seconds", "microseconds", "milliseconds", "minutes", "hours", "weeks");
    BigDecimal micros = BigDecimal.ZERO;
    for (int i = 0; i < UNITS.length; i++) {
      Object amount = bound.get(i, 0L);
      if (amount == null || !Numbers.isNumber(amount)) {
        throw PythonException.type(
            "unsupported type for timedelta component: " + PythonText.repr(amount));
      }
      BigDecimal number = Numbers.decimal(Numbers.canonical(amount));
      micros = micros.add(number.multiply(BigDecimal.valueOf(UNITS[i])));
    }
    return TimeDelta.of(micros);
  }

  private static Object now(Clock clock, @Nullable Object zone) {
    ZoneId there = zone instanceof TimeZoneValue value ? value.zone() : ZoneId.systemDefault();
    return inZone(micros(LocalDateTime.now(clock.withZone(there))), zone);
  }

  private static LocalDateTime micros(LocalDateTime moment) {
    return moment.truncatedTo(ChronoUnit.MICROS);
  }

  private static Object fromIso(String text) {
    String form = text.length() > 10 ? text.substring(0, 10) + "T" + text.substring(11) : text;
    if (form.length() == 10) {
      return LocalDate.parse(form).atStartOfDay();
    }
    return form.endsWith("Z") || form.substring(11).matches(".*[+-].*")
        ? OffsetDateTime.parse(form)
        : LocalDateTime.parse(form);
  }

  private static Object fromTimestamp(Arguments arguments, @Nullable Object zone, boolean utc) {
    Object seconds = arguments.get(0, "timestamp");
    if (seconds == null || !Numbers.isNumber(seconds)) {
      throw PythonException.type("a timestamp must be a number");
    }
    long micros =
        TimeDelta.of(
                Numbers.decimal(Numbers.canonical(seconds)).multiply(BigDecimal.valueOf(1_000_000)))
            .micros();
    Instant instant =
        Instant.ofEpochSecond(
            Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
    ZoneId there =
        utc
            ? ZoneOffset.UTC
            : zone instanceof TimeZoneValue value ? value.zone() : ZoneId.systemDefault();
    return inZone(LocalDateTime.ofInstant(instant, there), zone);
  }

  private static Object combine(Arguments arguments) {
    if (arguments.get(0, "date") instanceof LocalDate date
        && arguments.get(1, "time") instanceof LocalTime time) {
      return written(LocalDateTime.of(date, time), arguments.get(2, "tzinfo", null));
    }
    throw PythonException.type("combine() takes a date and a time");
  }
}
