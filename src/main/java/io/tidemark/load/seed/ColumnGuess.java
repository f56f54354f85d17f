package io.tidemark.load.seed;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a column's type may still be after the fields seen so far: each field strikes out the types
 * that it does not fit, and the first that is left is the column's. For one thread.
 */
final class ColumnGuess {

  private static final BigDecimal LEAST = BigDecimal.valueOf(Integer.MIN_VALUE);
  private static final BigDecimal GREATEST = BigDecimal.valueOf(Integer.MAX_VALUE);

  private boolean number = true;
  private boolean date = true;
  private boolean timestamp = true;
  private boolean isoTimestamp = true;
  private boolean bool = true;
  private int wholeDigits = 1;
  private int decimalDigits;
  private @Nullable SeedCell tooGreat;

  /** True if nothing but a text is left, so that more fields change nothing. */
  boolean decided() {
    return !number && !date && !timestamp && !isoTimestamp && !bool;
  }

  /**
   * Takes a field into account that is a part of an array.
   *
   * @param line where its row begins
   */
  void see(char[] chars, int start, int end, long line) {
    switch (PlainForm.of(chars, start, end)) {
      case EMPTY -> {
        return;
      }
      case WHOLE -> {
        only(number, false, false, false, false);
        wholeDigits = Math.max(wholeDigits, digits(chars, start, end));
      }
      case DECIMAL -> {
        only(number, false, false, false, false);
        measure(chars, start, end);
      }
      case DATE -> only(false, date, false, false, false);
      case TIMESTAMP -> only(false, false, timestamp, false, false);
      case ISO_TIMESTAMP, ISO_UTC -> only(false, false, false, isoTimestamp, false);
      case TRUE, FALSE -> only(false, false, false, false, bool);
      case OTHER -> see(new String(chars, start, end - start), line);
    }
  }

  private void only(
      boolean aNumber, boolean aDate, boolean aTimestamp, boolean anIsoTimestamp, boolean aBool) {
    number = aNumber;
    date = aDate;
    timestamp = aTimestamp;
    isoTimestamp = anIsoTimestamp;
    bool = aBool;
  }

  /** Zeros at the end are no decimal places. */
  private void measure(char[] chars, int start, int end) {
    int last = end - 1;
    while (chars[last] == '0') {
      last--;
    }
    int point = start;
    while (chars[point] != '.') {
      point++;
    }
    wholeDigits = Math.max(wholeDigits, digits(chars, start, point));
    decimalDigits = Math.max(decimalDigits, last - point);
  }

  private static int digits(char[] chars, int start, int end) {
    return end - start - (chars[start] == '-' ? 1 : 0);
  }

  /**
   * Takes a field into account.
   *
   * @param line where its row begins
   */
  void see(String field, long line) {
    String stripped = SeedText.stripped(field);
    if (SeedText.isNull(stripped)) {
      return;
    }
    number = number && measure(stripped, line);
    date = date && SeedTime.date(stripped) != null;
    timestamp = timestamp && SeedTime.dateTime(stripped) != null;
    isoTimestamp = isoTimestamp && IsoTime.parse(stripped) != null;
    bool = bool && SeedBoolean.parse(field) != null;
  }

  private boolean measure(String stripped, long line) {
    SeedNumber parsed = SeedNumber.parse(stripped);
    if (parsed == null) {
      return false;
    }
    BigDecimal value = parsed.value();
    if (value == null) {
      return true;
    }
    int scale = value.scale();
    if (scale != 0) {
      value = value.stripTrailingZeros();
      scale = value.scale();
    }
    decimalDigits = Math.max(decimalDigits, scale);
    wholeDigits = Math.max(wholeDigits, value.precision() - scale);
    if (tooGreat == null && (value.compareTo(LEAST) < 0 || value.compareTo(GREATEST) > 0)) {
      tooGreat = new SeedCell(line, stripped);
    }
    return true;
  }

  /** The type that dbt gives the column. */
  SeedType type() {
    if (number) {
      return hasDecimals() ? SeedType.FLOAT : SeedType.INTEGER;
    }
    if (date) {
      return SeedType.DATE;
    }
    if (timestamp) {
      return SeedType.TIMESTAMP;
    }
    if (isoTimestamp) {
      return SeedType.ISO_TIMESTAMP;
    }
    return bool ? SeedType.BOOLEAN : SeedType.TEXT;
  }

  /** With more digits than Python computes with, dbt counts the places that are left. */
  private boolean hasDecimals() {
    return wholeDigits + decimalDigits > SeedNumber.DIGITS
        ? wholeDigits != SeedNumber.DIGITS
        : decimalDigits != 0;
  }

  /** The first number that no column of the type integer can hold; null if there is none. */
  @Nullable SeedCell tooGreat() {
    return tooGreat;
  }
}
