package io.tidemark.jinja.value;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAccessor;

/** Python's text of the values of {@code java.time}. */
public final class TimeText {
  private TimeText() {}

  static String str(TemporalAccessor value) {
    if (value instanceof LocalTime time) {
      return time(time);
    }
    if (value instanceof LocalDateTime moment) {
      return moment.toLocalDate() + " " + time(moment.toLocalTime());
    }
    if (Times.isAware(value)) {
      LocalDateTime clock = Times.clock(value);
      return clock.toLocalDate() + " " + time(clock.toLocalTime()) + offset(value);
    }
    if (value instanceof ZonedTime time) {
      return time(time.clock()) + offset(time);
    }
    return value.toString();
  }

  /** {@code +01:00}; empty without one. */
  public static String offset(TemporalAccessor value) {
    Season season = Times.season(value);
    if (season == null) {
      return "";
    }
    return season.offset().equals(ZoneOffset.UTC) ? "+00:00" : season.offset().getId();
  }

  private static String time(LocalTime time) {
    String seconds =
        String.format("%02d:%02d:%02d", time.getHour(), time.getMinute(), time.getSecond());
    int micros = time.getNano() / 1000;
    return micros == 0 ? seconds : seconds + String.format(".%06d", micros);
  }

  static String repr(TemporalAccessor value) {
    if (value instanceof LocalDate date) {
      return "datetime.date(" + date(date) + ")";
    }
    if (Times.isAware(value)) {
      return withZone(repr(Times.clock(value)), value);
    }
    if (value instanceof ZonedTime time) {
      return withZone(repr(time.clock()), value);
    }
    if (value instanceof LocalDateTime moment) {
      return "datetime.datetime("
          + date(moment.toLocalDate())
          + ", "
          + clock(moment.toLocalTime())
          + ")";
    }
    return value instanceof LocalTime time ? "datetime.time(" + clock(time) + ")" : str(value);
  }

  private static String withZone(String naive, TemporalAccessor value) {
    return naive.substring(0, naive.length() - 1)
        + ", tzinfo="
        + PythonText.repr(Times.zone(value))
        + ")";
  }

  private static String date(LocalDate date) {
    return date.getYear() + ", " + date.getMonthValue() + ", " + date.getDayOfMonth();
  }

  private static String clock(LocalTime time) {
    StringBuilder text = new StringBuilder().append(time.getHour()).append(", ");
    text.append(time.getMinute());
    int micros = time.getNano() / 1000;
    if (time.getSecond() != 0 || micros != 0) {
      text.append(", ").append(time.getSecond());
    }
    if (micros != 0) {
      text.append(", ").append(micros);
    }
    return text.toString();
  }
}
