package io.tidemark.template.module;

import io.tidemark.jinja.method.TimeClasses;
import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.BoundArguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.Numbers;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.TimeDelta;
import io.tidemark.jinja.value.TimeZoneValue;
import io.tidemark.jinja.value.Times;
import io.tidemark.jinja.value.ZonedTime;
import io.tidemark.template.module.PythonModule.PythonClass;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
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
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("date", date(clock));
    members.put("datetime", datetime(clock));
    members.put(
        "time",
        new PythonClass(
            "datetime.time", TimeClasses.refusing(DatetimeModule::time), TimeClasses.ofTime()));
    members.put(
        "timedelta",
        new PythonClass("datetime.timedelta", DatetimeModule::timedelta, TimeDelta.BOUNDS));
    members.put("tzinfo", PythonClass.named("datetime.tzinfo"));
    return new PythonModule(members);
  }

  private static PythonClass datetime(Clock clock) {
    Map<String, Object> members = new LinkedHashMap<>(TimeClasses.ofDatetime());
    members.put("now", (Callable) arguments -> now(clock, arguments.get(0, "tz", null)));
    members.put("today", (Callable) arguments -> now(clock, null));
    members.put(
        "utcnow",
        (Callable) arguments -> micros(LocalDateTime.now(clock.withZone(ZoneOffset.UTC))));
    members.put(
        "strptime",
        TimeClasses.refusing(a -> TimeParser.parse(a.text(0, "date_string"), a.text(1, "format"))));
    return new PythonClass(
        "datetime.datetime", TimeClasses.refusing(DatetimeModule::moment), members);
  }

  private static PythonClass date(Clock clock) {
    Callable today = arguments -> LocalDate.now(clock.withZone(ZoneId.systemDefault()));
    Map<String, Object> members = new LinkedHashMap<>(TimeClasses.ofDate());
    members.put("today", today);
    return new PythonClass(
        "datetime.date",
        TimeClasses.refusing(
            arguments -> {
              BoundArguments bound = arguments.bind(3, "year", "month", "day");
              return TimeClasses.day(number(bound, 0, 1), number(bound, 1, 1), number(bound, 2, 1));
            }),
        members);
  }

  private static int number(BoundArguments bound, int index, int otherwise) {
    return Math.toIntExact(bound.integer(index, otherwise));
  }

  private static Object moment(Arguments arguments) {
    BoundArguments bound =
        arguments.bind(
            3, "year", "month", "day", "hour", "minute", "second", "microsecond", "tzinfo", "fold");
    LocalDate day = TimeClasses.day(number(bound, 0, 1), number(bound, 1, 1), number(bound, 2, 1));
    LocalTime clock =
        TimeClasses.clock(
            number(bound, 3, 0), number(bound, 4, 0), number(bound, 5, 0), number(bound, 6, 0));
    return Times.inZone(LocalDateTime.of(day, clock), bound.get(7));
  }

  private static Object time(Arguments arguments) {
    BoundArguments bound =
        arguments.bind(0, "hour", "minute", "second", "microsecond", "tzinfo", "fold");
    LocalTime clock =
        TimeClasses.clock(
            number(bound, 0, 0), number(bound, 1, 0), number(bound, 2, 0), number(bound, 3, 0));
    return ZonedTime.of(clock, bound.get(4));
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
    if (zone instanceof TimeZoneValue there) {
      return there.at(clock.instant().truncatedTo(ChronoUnit.MICROS));
    }
    return Times.inZone(micros(LocalDateTime.now(clock.withZone(ZoneId.systemDefault()))), zone);
  }

  private static LocalDateTime micros(LocalDateTime moment) {
    return moment.truncatedTo(ChronoUnit.MICROS);
  }
}
