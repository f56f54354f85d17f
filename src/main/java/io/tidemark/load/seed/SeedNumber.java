package io.tidemark.load.seed;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A field that dbt takes for a number: with thousands, a percent sign, a currency's sign or an
 * exponent. What is no finite number becomes NaN, as it does on the way from Python to PostgreSQL.
 *
 * @param value the number; null for NaN
 */
record SeedNumber(@Nullable BigDecimal value) {

  /** Python computes with so many digits. */
  static final int DIGITS = 28;

  private static final SeedNumber NAN = new SeedNumber(null);
  private static final MathContext PYTHON = new MathContext(DIGITS, RoundingMode.HALF_EVEN);

  /** In the order in which they are taken away, each at both ends. */
  private static final String CURRENCIES = "؋$ƒ៛¥₡₱£€¢﷼₪₩₭₮₦฿₤₫";

  private static final Pattern DECIMAL =
      Pattern.compile(
          "[-+]?(\\d+(\\.\\d*)?|\\.\\d+)(E[-+]?\\d+)?",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);

  private static final Pattern NOT_FINITE =
      Pattern.compile("[-+]?(inf(inity)?|nan\\d*)", Pattern.CASE_INSENSITIVE);

  private static final int LONG_DIGITS = 18;

  /** The number that a stripped field stands for; null if it is none. */
  static @Nullable SeedNumber parse(String field) {
    BigDecimal plain = plain(field);
    if (plain != null) {
      return new SeedNumber(plain);
    }
    if (!mayBeNumber(field)) {
      return null;
    }
    String rest = strip(field, '%');
    boolean negative = rest.startsWith("-");
    if (negative) {
      rest = rest.substring(1);
    }
    for (int i = 0; i < CURRENCIES.length(); i++) {
      rest = strip(rest, CURRENCIES.charAt(i));
    }
    rest = SeedText.stripped(rest.replace(",", "")).replace("_", "");
    if (NOT_FINITE.matcher(rest).matches()) {
      return NAN;
    }
    if (!DECIMAL.matcher(rest).matches()) {
      return null;
    }
    try {
      BigDecimal number = new BigDecimal(rest).round(PYTHON);
      return new SeedNumber(negative ? number.negate() : number);
    } catch (NumberFormatException beyondAnyExponent) {
      return null;
    }
  }

  /**
   * The value of a few digits, with a minus and a point at most: what most numbers of most files
   * are. Null for everything else.
   */
  private static @Nullable BigDecimal plain(String field) {
    int length = field.length();
    int start = length > 1 && field.charAt(0) == '-' ? 1 : 0;
    if (length - start > LONG_DIGITS) {
      return null;
    }
    long digits = 0;
    int point = -1;
    for (int i = start; i < length; i++) {
      char c = field.charAt(i);
      if (c >= '0' && c <= '9') {
        digits = digits * 10 + (c - '0');
      } else if (c == '.' && point < 0 && i > start) {
        point = i;
      } else {
        return null;
      }
    }
    return length == start
        ? null
        : BigDecimal.valueOf(start > 0 ? -digits : digits, point < 0 ? 0 : length - 1 - point);
  }

  /** Cheap, and true for every number: a digit, or the beginning of "inf" or "nan". */
  private static boolean mayBeNumber(String field) {
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      if (Character.isDigit(c) || c == 'n' || c == 'N') {
        return true;
      }
    }
    return false;
  }

  private static String strip(String text, char symbol) {
    int start = 0;
    int end = text.length();
    while (start < end && text.charAt(start) == symbol) {
      start++;
    }
    while (end > start && text.charAt(end - 1) == symbol) {
      end--;
    }
    return text.substring(start, end);
  }
}
