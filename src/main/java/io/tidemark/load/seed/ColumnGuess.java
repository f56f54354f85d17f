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
