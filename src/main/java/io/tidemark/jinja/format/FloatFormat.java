package io.tidemark.jinja.format;

import io.tidemark.jinja.value.Numbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Digits of floats and decimals, rounded as C and Python do: the exact value, half to even. */
final class FloatFormat {
  private FloatFormat() {}

  /** The text without sign of a number in presentation {@code e f g % n} or their capitals. */
  static String digits(Number number, char type, int precision, boolean alternate) {
    double approximate = number.doubleValue();
    boolean upper = Character.isUpperCase(type);
    String sign = type == '%' ? "%" : "";
    if (Double.isNaN(approximate)) {
      return upper ? "NAN" : "nan" + sign;
    }
    if (number instanceof Double && Double.isInfinite(approximate)) {
      return upper ? "INF" : "inf" + sign;
    }
    // Python multiplies the float, so that the digits are those of the product.
    boolean ofProduct = type == '%' && number instanceof Double;
    BigDecimal value = Numbers.decimal(ofProduct ? approximate * 100 : number).abs();
    int digits = precision < 0 ? 6 : precision;
    String text =
        switch (Character.toLowerCase(type)) {
          case 'e' -> scientific(value, digits, alternate);
          case 'f' -> fixed(value, digits, alternate);
          case '%' ->
              fixed(ofProduct ? value : value.scaleByPowerOfTen(2), digits, alternate) + "%";
          default -> general(value, Math.max(1, digits), alternate, FixedUpTo.PRECISION);
        };
    return upper ? text.toUpperCase(Locale.ROOT) : text;
  }

  private enum FixedUpTo {
    PRECISION,
    BEFORE_PRECISION
  }

  /** The presentation of a float with a precision but no type: as {@code g}, with a fraction. */
  static String plain(double number, int precision, boolean alternate) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return Double.isNaN(number) ? "nan" : "inf";
    }
    BigDecimal value = new BigDecimal(number).abs();
    if (value.signum() == 0 && precision <= 1) {
      return alternate ? "0.e+00" : "0e+00";
    }
    String text = general(value, Math.max(1, precision), alternate, FixedUpTo.BEFORE_PRECISION);
    return text.indexOf('.') < 0 && text.indexOf('e') < 0 ? text + ".0" : text;
  }

  private static String fixed(BigDecimal value, int digits, boolean alternate) {
    String text = value.setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    return alternate && digits == 0 ? text + "." : text;
  }

  private static String scientific(BigDecimal value, int digits, boolean alternate) {
    String unscaled = "0".repeat(digits + 1);
    int exponent = 0;
    if (value.signum() != 0) {
      BigDecimal rounded = value.round(new MathContext(digits + 1, RoundingMode.HALF_EVEN));
      unscaled = rounded.unscaledValue().toString();
      exponent = unscaled.length() - 1 - rounded.scale();
      if (unscaled.length() > digits + 1) {
        unscaled = unscaled.substring(0, digits + 1);
      }
      unscaled = unscaled + "0".repeat(digits + 1 - unscaled.length());
    }
    String mantissa = unscaled.substring(0, 1);
    if (digits > 0 || alternate) {
      mantissa += "." + unscaled.substring(1);
    }
    return mantissa + exponent(exponent);
  }

  private static String exponent(int exponent) {
    return String.format("e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  private static String general(
      BigDecimal value, int precision, boolean alternate, FixedUpTo limit) {
    if (value.signum() == 0) {
      return alternate ? "0." + "0".repeat(precision - 1) : "0";
    }
    BigDecimal rounded = value.round(new MathContext(precision, RoundingMode.HALF_EVEN));
    int exponent = rounded.precision() - 1 - rounded.scale();
    int fixedBelow = limit == FixedUpTo.PRECISION ? precision : precision - 1;
    if (exponent >= -4 && exponent < fixedBelow) {
      String text = fixed(rounded, Math.max(0, precision - 1 - exponent), alternate);
      return alternate ? text : withoutTrailingZeros(text);
    }
    String text = scientific(rounded, precision - 1, alternate);
    if (alternate) {
      return text;
    }
    int e = text.indexOf('e');
    return withoutTrailingZeros(text.substring(0, e)) + text.substring(e);
  }

  private static String withoutTrailingZeros(String text) {
    if (text.indexOf('.') < 0) {
      return text;
    }
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
  }
}
