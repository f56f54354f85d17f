package io.tidemark.jinja.method;

import io.tidemark.jinja.value.TimeZoneValue;
import io.tidemark.jinja.value.Times;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** Python's {@code strftime}, in the C locale. */
final class TimeFormat {
  private static final String[] DAYS = {
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"
  };
  private static final String[] MONTHS = {
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December"
  };

  private TimeFormat() {}

  static String format(TemporalAccessor time, String format) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c == '%' && i + 1 < format.length()) {
        char flag = format.charAt(i + 1);
        if ("-_0^#".indexOf(flag) >= 0 && i + 2 < format.length()) {
          out.append(flagged(directive(time, format.charAt(i + 2)), flag));
          i += 2;
        } else {
          out.append(directive(time, format.charAt(++i)));
        }
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** The flags of the C library: no padding, blanks, zeros, upper case. */
  private static String flagged(String text, char flag) {
    return switch (flag) {
      case '-' -> text.length() > 1 ? text.replaceFirst("^[0 ]+(?=.)", "") : text;
      case '_' -> text.replaceFirst("^0(?=\\d)", " ");
      case '^', '#' -> text.toUpperCase(Locale.ROOT);
      default -> text.replaceFirst("^ (?=\\d)", "0");
    };
  }

  private static String directive(TemporalAccessor time, char directive) {
    return switch (directive) {
      case 'Y' -> String.valueOf(field(time, ChronoField.YEAR));
      case 'y' -> padded(field(time, ChronoField.YEAR) % 100, 2);
      case 'm' -> padded(field(time, ChronoField.MONTH_OF_YEAR), 2);
      case 'd' -> padded(field(time, ChronoField.DAY_OF_MONTH), 2);
      case 'e' -> String.format("%2d", field(time, ChronoField.DAY_OF_MONTH));
      case 'H' -> padded(field(time, ChronoField.HOUR_OF_DAY), 2);
      case 'I' -> padded((field(time, ChronoField.HOUR_OF_DAY) + 11) % 12 + 1, 2);
      case 'M' -> padded(field(time, ChronoField.MINUTE_OF_HOUR), 2);
      case 'S' -> padded(field(time, ChronoField.SECOND_OF_MINUTE), 2);
      case 'f' -> padded(field(time, ChronoField.MICRO_OF_SECOND), 6);
      case 'j' -> padded(field(time, ChronoField.DAY_OF_YEAR), 3);
      case 'p' -> field(time, ChronoField.HOUR_OF_DAY) < 12 ? "AM" : "PM";
      case 'A' -> DAYS[field(time, ChronoField.DAY_OF_WEEK) - 1];
      case 'a' -> DAYS[field(time, ChronoField.DAY_OF_WEEK) - 1].substring(0, 3);
      case 'B' -> MONTHS[field(time, ChronoField.MONTH_OF_YEAR) - 1];
      case 'b', 'h' -> MONTHS[field(time, ChronoField.MONTH_OF_YEAR) - 1].substring(0, 3);
      case 'u' -> String.valueOf(field(time, ChronoField.DAY_OF_WEEK));
      case 'w' -> String.valueOf(field(time, ChronoField.DAY_OF_WEEK) % 7);
      case 'F' -> format(time, "%Y-%m-%d");
      case 'T' -> format(time, "%H:%M:%S");
      case 'D' -> format(time, "%m/%d/%y");
      case 'R' -> format(time, "%H:%M");
      case 's' -> String.valueOf(seconds(time));
      case 'z' -> zone(time);
      case 'Z' -> Times.isAware(time) ? TimeZoneValue.abbreviation(Times.zoned(time)) : "";
      case 'c' -> format(time, "%a %b %e %H:%M:%S %Y");
      case 'x' -> format(time, "%m/%d/%y");
      case 'X' -> format(time, "%H:%M:%S");
      case 'r' -> format(time, "%I:%M:%S %p");
      case 'P' -> field(time, ChronoField.HOUR_OF_DAY) < 12 ? "am" : "pm";
      case 'C' -> padded(field(time, ChronoField.YEAR) / 100, 2);
      case 'k' -> String.format("%2d", field(time, ChronoField.HOUR_OF_DAY));
      case 'l' -> String.format("%2d", (field(time, ChronoField.HOUR_OF_DAY) + 11) % 12 + 1);
      case 'G' -> String.valueOf(whole(time).get(IsoFields.WEEK_BASED_YEAR));
      case 'g' -> padded(whole(time).get(IsoFields.WEEK_BASED_YEAR) % 100, 2);
      case 'V' -> padded(whole(time).get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2);
      case 'U' -> padded(week(time, field(time, ChronoField.DAY_OF_WEEK) % 7), 2);
      case 'W' -> padded(week(time, field(time, ChronoField.DAY_OF_WEEK) - 1), 2);
      case 'n' -> "\n";
      case 't' -> "\t";
      case '%' -> "%";
      default -> "%" + directive;
    };
  }

  /** The field; where the value has none, that of the first of January 1900 at midnight. */
  private static int field(TemporalAccessor time, ChronoField field) {
    return time.isSupported(field) ? time.get(field) : whole(time).get(field);
  }

  private static LocalDateTime whole(TemporalAccessor time) {
    LocalDate day = time instanceof LocalTime ? LocalDate.of(1900, 1, 1) : LocalDate.from(time);
    return day.atTime(time instanceof LocalDate ? LocalTime.MIN : LocalTime.from(time));
  }

  /** Since 1970, of what the clock shows where this process is, as the C library counts them. */
  private static long seconds(TemporalAccessor time) {
    return whole(time).atZone(ZoneId.systemDefault()).toEpochSecond();
  }

  /** The week of the year, where weeks begin on the day whose number is 0. */
  private static int week(TemporalAccessor time, int weekday) {
    return (field(time, ChronoField.DAY_OF_YEAR) + 6 - weekday) / 7;
  }

  private static String padded(int number, int width) {
    return String.format("%0" + width + "d", number);
  }

  private static String zone(TemporalAccessor time) {
    if (!time.isSupported(ChronoField.OFFSET_SECONDS)) {
      return "";
    }
    int minutes = time.get(ChronoField.OFFSET_SECONDS) / 60;
    return String.format(
        "%s%02d%02d", minutes < 0 ? "-" : "+", Math.abs(minutes) / 60, Math.abs(minutes) % 60);
  }
}
