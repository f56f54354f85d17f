package io.tidemark.load.seed;

import java.time.Month;
import java.time.Year;

/**
 * What a field is if it is written in the plainest way, as most fields of most files are: its
 * meaning is then known without making a text of it. {@link ColumnGuess} and {@link SeedValue} say
 * the same of it, only more slowly.
 */
enum PlainForm {
  /** Nothing: NULL. */
  EMPTY,
  /** A whole number of up to nine digits, such as {@code -12}; not {@code 007} or {@code -0}. */
  WHOLE,
  /** A number with a point and digits on both sides, such as {@code 0.50}; not {@code -0.0}. */
  DECIMAL,
  /** {@code 2024-01-31}, a day that there is. */
  DATE,
  /** {@code 2024-01-31 12:00:00}. */
  TIMESTAMP,
  /** {@code 2024-01-31T12:00:00}. */
  ISO_TIMESTAMP,
  /** The same with a {@code Z} at its end. */
  ISO_UTC,
  /** {@code true}, in any case. */
  TRUE,
  /** {@code false}, in any case. */
  FALSE,
  /** Anything else, which may be any of the others written in another way. */
  OTHER;

  private static final int MOST_DIGITS = 9;
  private static final int DATE_LENGTH = 10;
  private static final int TIMESTAMP_LENGTH = 19;

  /** The form of a field that is a part of an array. */
  static PlainForm of(char[] chars, int start, int end) {
    int length = end - start;
    if (length == 0) {
      return EMPTY;
    }
    char first = chars[start];
    if (first > '9' || first < '-') {
      return word(chars, start, length);
    }
    if (length >= DATE_LENGTH && chars[start + 4] == '-') {
      return time(chars, start, length);
    }
    return number(chars, start, end);
  }

  private static PlainForm word(char[] chars, int start, int length) {
    if (length == 4 && is("true", chars, start)) {
      return TRUE;
    }
    return length == 5 && is("false", chars, start) ? FALSE : OTHER;
  }

  private static boolean is(String word, char[] chars, int start) {
    for (int i = 0; i < word.length(); i++) {
      // The bit that tells small letters from capitals.
      if ((chars[start + i] | 0x20) != word.charAt(i) || chars[start + i] >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static PlainForm number(char[] chars, int start, int end) {
    boolean negative = chars[start] == '-';
    int at = negative ? start + 1 : start;
    int digits = at;
    boolean zero = true;
    while (at < end && isDigit(chars[at])) {
      zero &= chars[at] == '0';
      at++;
    }
    int count = at - digits;
    if (count == 0 || count > MOST_DIGITS || (count > 1 && chars[digits] == '0')) {
      return OTHER;
    }
    if (at == end) {
      return negative && zero ? OTHER : WHOLE;
    }
    if (chars[at] != '.' || at + 1 == end || end - at > MOST_DIGITS) {
      return OTHER;
    }
    for (at++; at < end; at++) {
      if (!isDigit(chars[at])) {
        return OTHER;
      }
      zero &= chars[at] == '0';
    }
    return negative && zero ? OTHER : DECIMAL;
  }

  private static PlainForm time(char[] chars, int start, int length) {
    if (!isDate(chars, start)) {
      return OTHER;
    }
    if (length == DATE_LENGTH) {
      return DATE;
    }
    if (length < TIMESTAMP_LENGTH || !isTime(chars, start + DATE_LENGTH + 1)) {
      return OTHER;
    }
    char between = chars[start + DATE_LENGTH];
    if (length == TIMESTAMP_LENGTH) {
      return between == ' ' ? TIMESTAMP : between == 'T' ? ISO_TIMESTAMP : OTHER;
    }
    boolean utc =
        length == TIMESTAMP_LENGTH + 1 && between == 'T' && chars[start + length - 1] == 'Z';
    return utc ? ISO_UTC : OTHER;
  }

  private static boolean isDate(char[] chars, int start) {
    int century = two(chars, start);
    int rest = two(chars, start + 2);
    int month = two(chars, start + 5);
    int day = two(chars, start + 8);
    int year = 100 * century + rest;
    return century >= 0
        && rest >= 0
        && year > 0
        && chars[start + 7] == '-'
        && month >= 1
        && month <= 12
        && day >= 1
        && day <= Month.of(month).length(Year.isLeap(year));
  }

  private static boolean isTime(char[] chars, int start) {
    int hour = two(chars, start);
    int minute = two(chars, start + 3);
    int second = two(chars, start + 6);
    return hour >= 0
        && hour < 24
        && chars[start + 2] == ':'
        && minute >= 0
        && minute < 60
        && chars[start + 5] == ':'
        && second >= 0
        && second < 60;
  }

  /** Two digits as a number; less than nothing where they are none. */
  private static int two(char[] chars, int at) {
    return isDigit(chars[at]) && isDigit(chars[at + 1])
        ? 10 * (chars[at] - '0') + chars[at + 1] - '0'
        : Integer.MIN_VALUE;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
