package io.tidemark.jinja.value;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAccessor;

/** Python's text of the values of {@code java.time}. */
final class TimeText {
  private TimeText() {}

  static String str(TemporalAccessor value) {
    if (value instanceof LocalTime time) {
      return time(time);
    }
    if (value instanceof LocalDateTime moment) {
      return moment.toLocalDate() + " " + time(moment.toLocalTime());
    }
    if (value instanceof ZonedDateTime moment) {
      return str(moment.toOffsetDateTime());
    }
    if (value instanceof OffsetDateTime moment) {
      ZoneOffset offset = moment.getOffset();
      String zone = offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId();
      return str(moment.toLocalDateTime()) + zone;
    }
    return value.toString();
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
    if (value instanceof ZonedDateTime || value instanceof OffsetDateTime) {
      String naive = repr(Times.zoned(value).toLocalDateTime());
      TimeZoneValue zone = new TimeZoneValue(Times.zoned(value).getZone());
      return naive.substring(0, naive.length() - 1)
          + ", tzinfo="
          + zone.representation(Times.zoned(value))
          + ")";
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
