package io.tidemark.jinja.format;

import io.tidemark.jinja.value.Season;
import io.tidemark.jinja.value.Times;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** Python's {@code strftime}, in the C locale, with the flags and widths of GNU's C library. */
public final class TimeFormat {
  private static final String[] DAYS = {
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"
  };
  private static final String[] MONTHS = {
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December"
  };

  /** Directives that a width fills up with blanks; the others are numbers. */
  private static final String BLANKS = "aAbBhcpPrxXDFTRZeklnt%";

  private TimeFormat() {}

  /** What the format makes of a date, a time or a moment; what it lacks is that of 1900-01-01. */
  public static String format(TemporalAccessor time, String format) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < format.length()) {
      int percent = format.indexOf('%', at);
      if (percent < 0) {
        break;
      }
      out.append(format, at, percent);
      at = directive(time, format, percent, out);
    }
    return out.append(format.substring(at)).toString();
  }

  /** Appends what a directive gives, with its flags and width; returns where it ends. */
  private static int directive(
      TemporalAccessor time, String format, int percent, StringBuilder out) {
    int at = percent + 1;
    char flag = 0;
    while (at < format.length() && "-_0^#".indexOf(format.charAt(at)) >= 0) {
      flag = format.charAt(at++);
    }
    int widthAt = at;
    while (at < format.length() && Character.isDigit(format.charAt(at)) && at - widthAt < 4) {
      at++;
    }
    if (at >= format.length()) {
      out.append(format, percent, at);
      return at;
    }
    char letter = format.charAt(at);
    String text = directive(time, letter);
    if (text.equals("%" + letter) && letter != '%') {
      out.append(format, percent, at + 1);
      return at + 1;
    }
    String flagged = flagged(text, flag, letter);
    int width = at == widthAt ? 0 : Integer.parseInt(format.substring(widthAt, at));
    boolean zeros = flag == '0' || (flag != '_' && BLANKS.indexOf(letter) < 0);
    out.append((zeros ? "0" : " ").repeat(Math.max(0, width - flagged.length()))).append(flagged);
    return at + 1;
  }

  /** The flags: no padding, blanks, zeros, upper case, the other case. */
  private static String flagged(String text, char flag, char letter) {
    return switch (flag) {
      case '-' -> text.length() > 1 ? text.replaceFirst("^[0 ]+(?=.)", "") : text;
      case '_' -> text.replaceFirst("^0(?=\\d)", " ");
      case '^' -> text.toUpperCase(Locale.ROOT);
      case '#' ->
          letter == 'Z' || letter == 'p'
              ? text.toLowerCase(Locale.ROOT)
              : text.toUpperCase(Locale.ROOT);
      case '0' -> text.replaceFirst("^ (?=\\d)", "0");
      default -> text;
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
      case 'Z' -> abbreviation(time);
      case 'c' -> format(time, "%a %b %e %H:%M:%S %Y");
      case 'x' -> format(time, "%m/%d/%y");
      case 'X' -> format(time, "%H:%M:%S");
      case 'r' -> format(time, "%I:%M:%S %p");
      case 'P' -> field(time, ChronoField.HOUR_OF_DAY) < 12 ? "am" : "pm";
      case 'C' -> String.valueOf(field(time, ChronoField.YEAR) / 100);
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

  private static boolean isClock(TemporalAccessor time) {
    return !time.isSupported(ChronoField.YEAR);
  }

  private static LocalDateTime whole(TemporalAccessor time) {
    LocalDate day = isClock(time) ? LocalDate.of(1900, 1, 1) : LocalDate.from(time);
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

  private static String abbreviation(TemporalAccessor time) {
    String name = Times.abbreviation(time);
    return name == null ? "" : name;
  }

  private static String zone(TemporalAccessor time) {
    Season season = Times.season(time);
    if (season == null) {
      return "";
    }
    int minutes = season.offset().getTotalSeconds() / 60;
    return String.format(
        "%s%02d%02d", minutes < 0 ? "-" : "+", Math.abs(minutes) / 60, Math.abs(minutes) % 60);
  }
}
