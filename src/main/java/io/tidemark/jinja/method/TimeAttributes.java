package io.tidemark.jinja.method;

import io.tidemark.jinja.format.TimeFormat;
import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.BoundArguments;
import io.tidemark.jinja.value.LabelledTuple;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.Season;
import io.tidemark.jinja.value.TimeDelta;
import io.tidemark.jinja.value.TimeText;
import io.tidemark.jinja.value.TimeZoneValue;
import io.tidemark.jinja.value.Times;
import io.tidemark.jinja.value.Tuple;
import io.tidemark.jinja.value.ZonedTime;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.JulianFields;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Map;
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
    Method<TemporalAccessor> method = of(time, name);
    if (method != null) {
      return new BoundMethod<>(name, time, method);
    }
    if (time instanceof LocalDate) {
      return TimeClasses.member(time, name);
    }
    return switch (name) {
      case "tzinfo" -> Times.zone(time);
      case "fold" -> 0L;
      default -> TimeClasses.member(time, name);
    };
  }

  private static @Nullable Method<TemporalAccessor> of(TemporalAccessor time, String name) {
    Method<TemporalAccessor> common =
        switch (name) {
          case "isoformat" -> TimeAttributes::isoFormat;
          case "strftime" ->
              (self, arguments) -> TimeFormat.format(self, arguments.text(0, "format"));
          case "replace" -> TimeAttributes::replace;
          default -> null;
        };
    if (common == null && time.isSupported(ChronoField.YEAR)) {
      common = ofDate(name);
    }
    if (common == null && time.isSupported(ChronoField.HOUR_OF_DAY)) {
      common = ofZone(name);
    }
    boolean moment = time.isSupported(ChronoField.YEAR) && !(time instanceof LocalDate);
    return common == null && moment ? ofMoment(name) : common;
  }

  private static @Nullable Method<TemporalAccessor> ofDate(String name) {
    return switch (name) {
      case "weekday" -> (self, arguments) -> (long) self.get(ChronoField.DAY_OF_WEEK) - 1;
      case "isoweekday" -> (self, arguments) -> (long) self.get(ChronoField.DAY_OF_WEEK);
      case "toordinal" -> (self, arguments) -> self.getLong(JulianFields.RATA_DIE);
      case "isocalendar" ->
          (self, arguments) ->
              new LabelledTuple(
                  "datetime.IsoCalendarDate",
                  List.of("year", "week", "weekday"),
                  (long) self.get(IsoFields.WEEK_BASED_YEAR),
                  (long) self.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
                  (long) self.get(ChronoField.DAY_OF_WEEK));
      case "timetuple" -> (self, arguments) -> timeTuple(self, summerTime(self));
      case "ctime" ->
          (self, arguments) ->
              TimeFormat.format(self, "%a %b %e %H:%M:%S ")
                  + "%04d".formatted(self.get(ChronoField.YEAR));
      default -> null;
    };
  }

  private static @Nullable Method<TemporalAccessor> ofZone(String name) {
    return switch (name) {
      case "utcoffset" ->
          (self, arguments) -> {
            Season season = Times.season(self);
            return season == null ? null : TimeDelta.of(0, season.offset().getTotalSeconds(), 0);
          };
      case "tzname" -> (self, arguments) -> Times.abbreviation(self);
      case "dst" ->
          (self, arguments) -> {
            Season season = Times.season(self);
            return season == null ? null : season.summer();
          };
      default -> null;
    };
  }

  private static @Nullable Method<TemporalAccessor> ofMoment(String name) {
    return switch (name) {
      case "date" -> (self, arguments) -> LocalDate.from(self);
      case "time" -> (self, arguments) -> LocalTime.from(self);
      case "timetz" -> (self, arguments) -> ZonedTime.of(LocalTime.from(self), Times.zone(self));
      case "timestamp" -> (self, arguments) -> timestamp(self);
      case "utctimetuple" ->
          (self, arguments) ->
              timeTuple(
                  Times.isAware(self)
                      ? Times.zoned(self).withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime()
                      : self,
                  0);
      case "astimezone" -> TimeAttributes::asTimeZone;
      default -> null;
    };
  }

  private static Tuple timeTuple(TemporalAccessor time, long summerTime) {
    return new LabelledTuple(
        "time.struct_time",
        List.of(
            "tm_year",
            "tm_mon",
            "tm_mday",
            "tm_hour",
            "tm_min",
            "tm_sec",
            "tm_wday",
            "tm_yday",
            "tm_isdst"),
        (long) time.get(ChronoField.YEAR),
        (long) time.get(ChronoField.MONTH_OF_YEAR),
        (long) time.get(ChronoField.DAY_OF_MONTH),
        hand(time, ChronoField.HOUR_OF_DAY),
        hand(time, ChronoField.MINUTE_OF_HOUR),
        hand(time, ChronoField.SECOND_OF_MINUTE),
        (long) time.get(ChronoField.DAY_OF_WEEK) - 1,
        (long) time.get(ChronoField.DAY_OF_YEAR),
        summerTime);
  }

  private static long summerTime(TemporalAccessor time) {
    Season season = Times.season(time);
    TimeDelta summer = season == null ? null : season.summer();
    return summer == null ? -1 : summer.isZero() ? 0 : 1;
  }

  private static long hand(TemporalAccessor time, ChronoField field) {
    return time.isSupported(field) ? time.get(field) : 0;
  }

  private static Object timestamp(TemporalAccessor time) {
    ZonedDateTime moment = Times.isAware(time) ? Times.zoned(time) : here(time);
    return moment.toEpochSecond() + moment.getNano() / 1e9;
  }

  /** A clock that has no zone is one of this process; Python looks at the day before, too. */
  private static ZonedDateTime here(TemporalAccessor time) {
    LocalDateTime clock = LocalDateTime.from(time);
    if (clock.minusDays(1).getYear() < 1) {
      throw PythonException.value("year 0 is out of range");
    }
    return clock.atZone(ZoneId.systemDefault());
  }

  private static Object asTimeZone(TemporalAccessor time, Arguments arguments) {
    Object wanted = arguments.get(0, "tz", null);
    if (wanted != null && !(wanted instanceof TimeZoneValue)) {
      throw PythonException.type("tz argument must be an instance of tzinfo");
    }
    ZonedDateTime moment = Times.isAware(time) ? Times.zoned(time) : here(time);
    if (wanted == null) {
      return moment.withZoneSameInstant(ZoneId.systemDefault()).toOffsetDateTime();
    }
    TimeZoneValue zone = (TimeZoneValue) wanted;
    return zone.at(moment.toInstant());
  }

  private static Object replace(TemporalAccessor time, Arguments arguments) {
    boolean date = time.isSupported(ChronoField.YEAR);
    boolean clock = time.isSupported(ChronoField.HOUR_OF_DAY);
    BoundArguments bound =
        clock && date
            ? arguments.bind(
                0,
                "year",
                "month",
                "day",
                "hour",
                "minute",
                "second",
                "microsecond",
                "tzinfo",
                "fold")
            : date
                ? arguments.bind(0, "year", "month", "day")
                : arguments.bind(0, "hour", "minute", "second", "microsecond", "tzinfo", "fold");
    int clockAt = date ? 3 : 0;
    LocalDate day =
        date
            ? TimeClasses.day(
                number(bound, 0, time, ChronoField.YEAR),
                number(bound, 1, time, ChronoField.MONTH_OF_YEAR),
                number(bound, 2, time, ChronoField.DAY_OF_MONTH))
            : LocalDate.EPOCH;
    if (!clock) {
      return day;
    }
    LocalTime hands =
        TimeClasses.clock(
            number(bound, clockAt, time, ChronoField.HOUR_OF_DAY),
            number(bound, clockAt + 1, time, ChronoField.MINUTE_OF_HOUR),
            number(bound, clockAt + 2, time, ChronoField.SECOND_OF_MINUTE),
            number(bound, clockAt + 3, time, ChronoField.MICRO_OF_SECOND));
    Object zone = bound.has(clockAt + 4) ? bound.get(clockAt + 4) : Times.zone(time);
    return date ? Times.inZone(LocalDateTime.of(day, hands), zone) : ZonedTime.of(hands, zone);
  }

  private static int number(
      BoundArguments bound, int index, TemporalAccessor time, ChronoField field) {
    return (int) bound.integer(index, time.get(field));
  }

  private static String isoFormat(TemporalAccessor time, Arguments arguments) {
    if (time instanceof LocalDate) {
      arguments.bind(0);
      return PythonText.str(time);
    }
    boolean moment = time.isSupported(ChronoField.YEAR);
    BoundArguments bound =
        moment ? arguments.bind(0, "sep", "timespec") : arguments.bind(0, "timespec");
    String separator = moment ? bound.text(0, "T") : "";
    if (moment && separator.codePointCount(0, separator.length()) != 1) {
      throw PythonException.type("isoformat() argument 1 must be a unicode character, not str");
    }
    String precision = bound.text(moment ? 1 : 0, "auto");
    String clock =
        switch (precision) {
          case "auto" -> time.get(ChronoField.MICRO_OF_SECOND) == 0 ? "%H:%M:%S" : "%H:%M:%S.%f";
          case "hours" -> "%H";
          case "minutes" -> "%H:%M";
          case "seconds" -> "%H:%M:%S";
          case "milliseconds" ->
              "%H:%M:%S." + "%03d".formatted(time.get(ChronoField.MILLI_OF_SECOND));
          case "microseconds" -> "%H:%M:%S.%f";
          default -> throw PythonException.value("Unknown timespec value");
        };
    String day = moment ? PythonText.str(LocalDate.from(time)) + separator : "";
    return day + TimeFormat.format(time, clock) + TimeText.offset(time);
  }
}
