package io.tidemark.jinja.filter;

import io.tidemark.jinja.value.Whitespace;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads numbers as Python's {@code int(text, base)} and {@code float(text)} do. */
final class NumberText {
  private static final Pattern REAL =
      Pattern.compile(
          "[+-]?(?:(?:\\d(?:_?\\d)*)(?:\\.(?:\\d(?:_?\\d)*)?)?|\\.\\d(?:_?\\d)*)(?:[eE][+-]?\\d(?:_?\\d)*)?");
  private static final Pattern SPECIAL =
      Pattern.compile("([+-]?)(inf|infinity|nan)", Pattern.CASE_INSENSITIVE);

  /** Python refuses longer ones, since reading them takes the square of their length. */
  private static final int MOST_DIGITS = 4300;

  private NumberText() {}

  static Optional<BigInteger> integer(String text, int base) {
    String digits = Whitespace.strip(text);
    boolean negative = digits.startsWith("-");
    if (negative || digits.startsWith("+")) {
      digits = digits.substring(1);
    }
    int radix = base;
    if (digits.length() > 2 && digits.charAt(0) == '0') {
      int marked =
          switch (Character.toLowerCase(digits.charAt(1))) {
            case 'x' -> 16;
            case 'o' -> 8;
            case 'b' -> 2;
            default -> 0;
          };
      if (marked != 0 && (base == 0 || base == marked)) {
        radix = marked;
        digits = digits.substring(digits.charAt(2) == '_' ? 3 : 2);
      }
    }
    radix = radix == 0 ? 10 : radix;
    if (digits.isEmpty()
        || digits.startsWith("_")
        || digits.endsWith("_")
        || digits.contains("__")
        || digits.startsWith("-")
        || digits.startsWith("+")
        || radix < 2
        || radix > 36) {
      return Optional.empty();
    }
    if (digits.length() > MOST_DIGITS) {
      return Optional.empty();
    }
    try {
      BigInteger number = new BigInteger(digits.replace("_", ""), radix);
      return Optional.of(negative ? number.negate() : number);
    } catch (NumberFormatException notInteger) {
      return Optional.empty();
    }
  }

  static Optional<Double> real(String text) {
    String stripped = Whitespace.strip(text);
    if (REAL.matcher(stripped).matches()) {
      return Optional.of(Double.valueOf(stripped.replace("_", "")));
    }
    Matcher special = SPECIAL.matcher(stripped);
    if (!special.matches()) {
      return Optional.empty();
    }
    if (special.group(2).equalsIgnoreCase("nan")) {
      return Optional.of(Double.NaN);
    }
    return Optional.of(
        special.group(1).equals("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
  }
}
