package io.tidemark.jinja.method;

import io.tidemark.jinja.error.ErrorKind;
import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.BoundArguments;
import io.tidemark.jinja.value.Iteration;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.Numbers;
import io.tidemark.jinja.value.PythonBytes;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.Sizes;
import io.tidemark.jinja.value.Tuple;
import io.tidemark.jinja.value.TypeName;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Attributes and methods of int, float, bool and Decimal. */
final class NumberMethods {
  private static final Pattern HEX =
      Pattern.compile("([+-]?)(?:0x)?([0-9a-f]*)\\.?([0-9a-f]*)(?:p([+-]?\\d+))?");

  private NumberMethods() {}

  static @Nullable Object attribute(Object number, String name) {
    boolean isFloat = Numbers.isFloat(number);
    return switch (name) {
      case "real" -> Numbers.canonical(number);
      case "imag" -> isFloat ? (Object) 0.0 : (Object) 0L;
      case "numerator" -> Numbers.isInteger(number) ? Numbers.canonical(number) : Missing.MISSING;
      case "denominator" -> Numbers.isInteger(number) ? (Object) 1L : Missing.MISSING;
      default -> {
        Method<Object> method = isFloat ? ofFloat(name) : ofInteger(number, name);
        yield method == null ? Missing.MISSING : new BoundMethod<>(name, number, method);
      }
    };
  }

  private static @Nullable Method<Object> ofInteger(Object number, String name) {
    if (number instanceof BigDecimal) {
      return DecimalMethods.named(name);
    }
    if (!Numbers.isInteger(number)) {
      return name.equals("conjugate") ? (self, arguments) -> self : null;
    }
    return switch (name) {
      case "conjugate" -> (self, arguments) -> Numbers.canonical(self);
      case "bit_length" -> (self, arguments) -> (long) Numbers.big(self).abs().bitLength();
      case "bit_count" -> (self, arguments) -> (long) Numbers.big(self).abs().bitCount();
      case "as_integer_ratio" -> (self, arguments) -> Tuple.of(Numbers.canonical(self), 1L);
      case "to_bytes" -> NumberMethods::toBytes;
      case "from_bytes" -> NumberMethods::fromBytes;
      default -> null;
    };
  }

  private static @Nullable Method<Object> ofFloat(String name) {
    return switch (name) {
      case "conjugate" -> (self, arguments) -> Numbers.canonical(self);
      case "is_integer" -> (self, arguments) -> real(self) == Math.rint(real(self)) && finite(self);
      case "as_integer_ratio" -> NumberMethods::ratio;
      case "hex" ->
          (self, arguments) -> {
            arguments.bind(0);
            return hex(real(self));
          };
      case "fromhex" -> NumberMethods::fromHex;
      default -> null;
    };
  }

  private static double real(Object number) {
    return ((Number) number).doubleValue();
  }

  private static boolean finite(Object number) {
    return !Double.isInfinite(real(number)) && !Double.isNaN(real(number));
  }

  private static boolean isLittle(String order) {
    return switch (order) {
      case "little" -> true;
      case "big" -> false;
      default -> throw PythonException.value("byteorder must be either 'little' or 'big'");
    };
  }

  private static Object toBytes(Object self, Arguments arguments) {
    int places = Math.min(arguments.size(), 2);
    BoundArguments bound = arguments.bind(0, "length", "byteorder", "signed");
    if (arguments.size() > places) {
      throw PythonException.type("to_bytes() takes at most 2 positional arguments");
    }
    long length = bound.integer(0, 1);
    boolean little = isLittle(bound.text(1, "big"));
    boolean signed = bound.truth(2, false);
    Sizes.checkText(length);
    if (length < 0) {
      throw PythonException.value("length argument must be non-negative");
    }
    BigInteger number = Numbers.big(self);
    if (number.signum() < 0 && !signed) {
      throw new PythonException(ErrorKind.OVERFLOW, "can't convert negative int to unsigned");
    }
    long bits = number.bitLength() + (signed && number.signum() != 0 ? 1L : 0L);
    if (bits > length * 8) {
      throw new PythonException(ErrorKind.OVERFLOW, "int too big to convert");
    }
    StringBuilder octets = new StringBuilder();
    for (long i = 0; i < length; i++) {
      int place = (int) (little ? i : length - 1 - i) * 8;
      octets.append((char) number.shiftRight(place).and(BigInteger.valueOf(255)).intValue());
    }
    return new PythonBytes(octets.toString());
  }

  private static Object fromBytes(Object self, Arguments arguments) {
    BoundArguments bound = arguments.bind(1, "bytes", "byteorder", "signed");
    boolean little = isLittle(bound.text(1, "big"));
    Object given = bound.get(0);
    if (!(given instanceof PythonBytes)
        && (given instanceof String || !Iteration.isIterable(given))) {
      throw PythonException.type("cannot convert '" + TypeName.of(given) + "' object to bytes");
    }
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    for (Object item : Iteration.list(given)) {
      long octet = Numbers.index(item);
      if (octet < 0 || octet > 255) {
        throw PythonException.value("bytes must be in range(0, 256)");
      }
      octets.write((int) octet);
    }
    byte[] magnitude = octets.toByteArray();
    for (int i = 0; little && i < magnitude.length / 2; i++) {
      byte swapped = magnitude[i];
      magnitude[i] = magnitude[magnitude.length - 1 - i];
      magnitude[magnitude.length - 1 - i] = swapped;
    }
    boolean signed = bound.truth(2, false) && magnitude.length > 0;
    return Numbers.shrink(signed ? new BigInteger(magnitude) : new BigInteger(1, magnitude));
  }

  private static Object ratio(Object self, Arguments arguments) {
    if (!finite(self)) {
      boolean nan = Double.isNaN(real(self));
      throw new PythonException(
          nan ? ErrorKind.VALUE : ErrorKind.OVERFLOW,
          "cannot convert " + (nan ? "NaN" : "Infinity") + " to integer ratio");
    }
    BigDecimal exact = new BigDecimal(real(self)).stripTrailingZeros();
    BigInteger bottom = BigInteger.TEN.pow(Math.max(0, exact.scale()));
    BigInteger top = exact.multiply(new BigDecimal(bottom)).toBigIntegerExact();
    BigInteger shared = top.gcd(bottom);
    return Tuple.of(Numbers.shrink(top.divide(shared)), Numbers.shrink(bottom.divide(shared)));
  }

  /** All thirteen digits of the fraction, as Python shows them. */
  private static String hex(double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return Double.isNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
    }
    String sign = Math.copySign(1, number) < 0 ? "-" : "";
    if (number == 0) {
      return sign + "0x0.0p+0";
    }
    long bits = Double.doubleToLongBits(number);
    boolean normal = Math.abs(number) >= Double.MIN_NORMAL;
    int exponent = normal ? Math.getExponent(number) : Double.MIN_EXPONENT;
    return "%s0x%d.%013xp%s%d"
        .formatted(
            sign, normal ? 1 : 0, bits & 0xfffffffffffffL, exponent < 0 ? "" : "+", exponent);
  }

  private static Object fromHex(Object self, Arguments arguments) {
    String text = arguments.bind(1, "string").text(0).strip().toLowerCase(Locale.ROOT);
    String bare = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    boolean negative = text.startsWith("-");
    if (bare.equals("inf") || bare.equals("infinity") || bare.equals("nan")) {
      double known = bare.equals("nan") ? Double.NaN : Double.POSITIVE_INFINITY;
      return negative ? -known : known;
    }
    Matcher matcher = HEX.matcher(text);
    if (!matcher.matches() || (matcher.group(2).isEmpty() && matcher.group(3).isEmpty())) {
      throw PythonException.value("invalid hexadecimal floating-point string");
    }
    String exponent = matcher.group(4) == null ? "0" : matcher.group(4);
    double value =
        Double.parseDouble(
            matcher.group(1) + "0x" + matcher.group(2) + "." + matcher.group(3) + "p" + exponent);
    if (Double.isInfinite(value)) {
      throw new PythonException(
          ErrorKind.OVERFLOW, "hexadecimal value too large to represent as a float");
    }
    return value;
  }
}
