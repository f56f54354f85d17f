package io.tidemark.template.module;

import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonText;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Python's {@code strptime}: reads a moment by a format of directives. */
final class TimeParser {

  private static final List<String> MONTHS =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");
  private static final Map<Character, String> DIRECTIVES =
      Map.ofEntries(
          Map.entry('Y', "\\d\\d\\d\\d"),
          Map.entry('m', "1[0-2]|0[1-9]|[1-9]"),
          Map.entry('d', "3[01]|[12]\\d|0[1-9]|[1-9]| [1-9]"),
          Map.entry('H', "2[0-3]|[01]\\d|\\d"),
          Map.entry('I', "1[0-2]|0[1-9]|[1-9]"),
          Map.entry('M', "[0-5]\\d|\\d"),
          Map.entry('S', "6[01]|[0-5]\\d|\\d"),
          Map.entry('f', "\\d{1,6}"),
          Map.entry('y', "\\d\\d"),
          Map.entry('j', "36[0-6]|3[0-5]\\d|[12]\\d\\d|0[1-9]\\d|00[1-9]|[1-9]\\d|0[1-9]|[1-9]"),
          Map.entry('b', "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"),
          Map.entry('B', String.join("|", MONTHS)),
          Map.entry('a', "mon|tue|wed|thu|fri|sat|sun"),
          Map.entry('A', "monday|tuesday|wednesday|thursday|friday|saturday|sunday"),
          Map.entry('p', "am|pm"),
          Map.entry('z', "[+-]\\d\\d:?[0-5]\\d(?::?[0-5]\\d)?|Z"),
          Map.entry('Z', "utc|gmt"));

  private TimeParser() {}

  /**
   * The moment.
   *
   * @throws PythonException if the text has not that form
   */
  static Object parse(String text, String format) {
    List<Character> order = new ArrayList<>();
    Matcher matcher = pattern(format, order).matcher(text);
    if (!matcher.lookingAt()) {
      throw PythonException.value(
          "time data "
              + PythonText.repr(text)
              + " does not match format "
              + PythonText.repr(format));
    }
    if (matcher.end() < text.length()) {
      throw PythonException.value("unconverted data remains: " + text.substring(matcher.end()));
    }
    Map<Character, String> found = new HashMap<>();
    for (int i = 0; i < order.size(); i++) {
      found.put(order.get(i), matcher.group(i + 1).strip());
    }
    try {
      return moment(found);
    } catch (DateTimeException e) {
      throw PythonException.value("day is out of range for month");
    }
  }

  private static Pattern pattern(String format, List<Character> order) {
    String whole =
        format
            .replace("%T", "%H:%M:%S")
            .replace("%D", "%m/%d/%y")
            .replace("%F", "%Y-%m-%d")
            .replace("%R", "%H:%M")
            .replace("%c", "%a %b %d %H:%M:%S %Y")
            .replace("%x", "%m/%d/%y")
            .replace("%X", "%H:%M:%S");
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < whole.length(); i++) {
      char c = whole.charAt(i);
      if (c == '%' && i + 1 < whole.length()) {
        char directive = whole.charAt(++i);
        String known = DIRECTIVES.get(directive);
        if (directive == '%') {
          regex.append('%');
        } else if (known == null) {
          throw PythonException.value(
              "'" + directive + "' is a bad directive in format " + PythonText.repr(format));
        } else {
          order.add(directive);
          regex.append('(').append(known).append(')');
        }
      } else if (Character.isWhitespace(c)) {
        regex.append("\\s+");
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE);
  }

  private static Object moment(Map<Character, String> found) {
    int year = found.containsKey('Y') ? number(found, 'Y', 1900) : shortYear(found);
    LocalDate date =
        found.containsKey('j')
            ? LocalDate.ofYearDay(year, number(found, 'j', 1))
            : LocalDate.of(year, month(found), number(found, 'd', 1));
    int micros =
        found.containsKey('f') ? Integer.parseInt((found.get('f') + "000000").substring(0, 6)) : 0;
    LocalTime time =
        LocalTime.of(
            hour(found), number(found, 'M', 0), Math.min(59, number(found, 'S', 0)), micros * 1000);
    LocalDateTime naive = LocalDateTime.of(date, time);
    String zone = found.get('z');
    if (zone == null) {
      return naive;
    }
    String digits = zone.replace(":", "");
    return naive.atZone(zone.equalsIgnoreCase("Z") ? ZoneOffset.UTC : ZoneOffset.of(digits));
  }

  private static int shortYear(Map<Character, String> found) {
    int year = number(found, 'y', -1);
    return year < 0 ? 1900 : year + (year < 69 ? 2000 : 1900);
  }

  private static int month(Map<Character, String> found) {
    String name = found.getOrDefault('B', found.get('b'));
    if (name == null) {
      return number(found, 'm', 1);
    }
    String start = name.toLowerCase(Locale.ROOT).substring(0, 3);
    int month = 0;
    while (!MONTHS.get(month).startsWith(start)) {
      month++;
    }
    return month + 1;
  }

  private static int hour(Map<Character, String> found) {
    if (!found.containsKey('I')) {
      return number(found, 'H', 0);
    }
    boolean afternoon = "pm".equalsIgnoreCase(found.get('p'));
    return number(found, 'I', 0) % 12 + (afternoon ? 12 : 0);
  }

  private static int number(Map<Character, String> found, char directive, int otherwise) {
    String text = found.get(directive);
    return text == null ? otherwise : Integer.parseInt(text);
  }
}
