package io.tidemark.load.seed;

import io.tidemark.jinja.value.Whitespace;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Dates and times as {@code %Y-%m-%d} and {@code %Y-%m-%d %H:%M:%S} of Python's {@code strptime}
 * read them: a year has four digits, everything else one or two, and digits may be of any script.
 */
final class SeedTime {

  private static final int YEAR_DIGITS = 4;

  private final String text;
  private int at;

  private SeedTime(String text) {
    this.text = text;
  }

  /** The date that a stripped field stands for; null if it is none. */
  static @Nullable LocalDate date(String field) {
    if (!mayBegin(field)) {
      return null;
    }
    SeedTime reader = new SeedTime(field);
    LocalDate date = reader.readDate();
    return reader.at == field.length() ? date : null;
  }

  /** The date with a time that a stripped field stands for; null if it is none. */
  static @Nullable LocalDateTime dateTime(String field) {
    if (!mayBegin(field)) {
      return null;
    }
    SeedTime reader = new SeedTime(field);
    LocalDate date = reader.readDate();
    if (date == null || !reader.skipSpace()) {
      return null;
    }
    int hour = reader.upTo(23);
    int minute = hour >= 0 && reader.skip(':') ? reader.upTo(59) : -1;
    int second = minute >= 0 && reader.skip(':') ? reader.upTo(59) : -1;
    return second < 0 || reader.at != field.length() ? null : date.atTime(hour, minute, second);
  }

  private static boolean mayBegin(String field) {
    return field.length() > YEAR_DIGITS && field.charAt(YEAR_DIGITS) == '-';
  }

  private @Nullable LocalDate readDate() {
    int year = 0;
    for (int i = 0; i < YEAR_DIGITS; i++) {
      int digit = digit(at++);
      if (digit < 0) {
        return null;
      }
      year = year * 10 + digit;
    }
    int month = skip('-') ? upTo(12) : -1;
    if (month < 1 || year < 1 || !skip('-')) {
      return null;
    }
    // Python takes the fifth as " 5" too.
    if (at < text.length() && text.charAt(at) == ' ' && digit(at + 1) > 0) {
      at++;
      return of(year, month, digit(at++));
    }
    return of(year, month, upTo(31));
  }

  private static @Nullable LocalDate of(int year, int month, int day) {
    try {
      return LocalDate.of(year, month, day);
    } catch (DateTimeException noSuchDay) {
      return null;
    }
  }

  /** One or two digits, as many as give no more than {@code most}; -1 where there is none. */
  private int upTo(int most) {
    int first = digit(at);
    if (first < 0) {
      return -1;
    }
    at++;
    int second = digit(at);
    if (second >= 0 && first * 10 + second <= most) {
      at++;
      return first * 10 + second;
    }
    return first;
  }

  private boolean skip(char wanted) {
    return at < text.length() && text.charAt(at++) == wanted;
  }

  private boolean skipSpace() {
    int start = at;
    while (at < text.length() && Whitespace.isSpace(text.charAt(at))) {
      at++;
    }
    return at > start;
  }

  private int digit(int index) {
    return index < text.length() && Character.isDigit(text.charAt(index))
        ? Character.digit(text.charAt(index), 10)
        : -1;
  }
}
