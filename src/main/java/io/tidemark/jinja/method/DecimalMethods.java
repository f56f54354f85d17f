package io.tidemark.jinja.method;

import io.tidemark.jinja.error.ErrorKind;
import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.LabelledTuple;
import io.tidemark.jinja.value.Numbers;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.Tuple;
import io.tidemark.jinja.value.TypeName;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Methods of Python's Decimal, in its default context: 28 digits, half to even. */
final class DecimalMethods {
  private static final MathContext CONTEXT = new MathContext(28, RoundingMode.HALF_EVEN);

  private DecimalMethods() {}

  static @Nullable Method<Object> named(String name) {
    return switch (name) {
      case "conjugate" -> (self, arguments) -> self;
      case "canonical", "normalize" -> (self, arguments) -> normalized(name, of(self));
      case "quantize" -> (self, arguments) -> quantized(of(self), arguments);
      case "to_integral_value", "to_integral", "to_integral_exact" ->
          (self, arguments) -> of(self).scale() <= 0 ? self : rounded(of(self), 0);
      case "sqrt" -> (self, arguments) -> root(of(self));
      case "copy_abs" -> (self, arguments) -> of(self).abs();
      case "copy_negate" -> (self, arguments) -> of(self).negate();
      case "compare" ->
          (self, arguments) ->
              BigDecimal.valueOf(of(self).compareTo(other(arguments.get(0, "other"))));
      case "max" -> (self, arguments) -> of(self).max(other(arguments.get(0, "other")));
      case "min" -> (self, arguments) -> of(self).min(other(arguments.get(0, "other")));
      case "scaleb" ->
          (self, arguments) ->
              of(self).scaleByPowerOfTen((int) other(arguments.get(0, "other")).longValueExact());
      case "adjusted" -> (self, arguments) -> adjusted(of(self));
      case "is_signed" -> (self, arguments) -> of(self).signum() < 0;
      case "is_zero" -> (self, arguments) -> of(self).signum() == 0;
      case "is_finite" -> (self, arguments) -> true;
      case "is_nan", "is_infinite", "is_qnan", "is_snan" -> (self, arguments) -> false;
      case "as_tuple" -> (self, arguments) -> parts(of(self));
      case "as_integer_ratio" -> (self, arguments) -> ratio(of(self));
      default -> null;
    };
  }

  private static BigDecimal of(Object self) {
    return (BigDecimal) self;
  }

  private static BigDecimal other(@Nullable Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    if (value != null && Numbers.isInteger(value)) {
      return new BigDecimal(Numbers.big(value));
    }
    throw PythonException.type(
        "conversion from " + TypeName.of(value) + " to Decimal is not supported");
  }

  private static BigDecimal normalized(String name, BigDecimal number) {
    if (name.equals("canonical")) {
      return number;
    }
    return number.signum() == 0 ? BigDecimal.ZERO : number.round(CONTEXT).stripTrailingZeros();
  }

  private static BigDecimal rounded(BigDecimal number, int scale) {
    return number.setScale(scale, RoundingMode.HALF_EVEN);
  }

  private static BigDecimal quantized(BigDecimal number, Arguments arguments) {
    BigDecimal result = rounded(number, other(arguments.get(0, "exp")).scale());
    if (result.precision() > CONTEXT.getPrecision()) {
      throw new PythonException(ErrorKind.VALUE, "[<class 'decimal.InvalidOperation'>]");
    }
    return result;
  }

  private static BigDecimal root(BigDecimal number) {
    if (number.signum() < 0) {
      throw new PythonException(ErrorKind.VALUE, "[<class 'decimal.InvalidOperation'>]");
    }
    return number.sqrt(CONTEXT);
  }

  private static long adjusted(BigDecimal number) {
    return (long) number.precision() - number.scale() - 1;
  }

  private static Tuple parts(BigDecimal number) {
    List<@Nullable Object> digits = new ArrayList<>();
    String text = number.unscaledValue().abs().toString();
    text.chars().forEach(digit -> digits.add((long) (digit - '0')));
    return new LabelledTuple(
        "DecimalTuple",
        List.of("sign", "digits", "exponent"),
        number.signum() < 0 ? 1L : 0L,
        Tuple.copyOf(digits),
        (long) -number.scale());
  }

  private static Tuple ratio(BigDecimal number) {
    BigInteger bottom = BigInteger.TEN.pow(Math.max(0, number.scale()));
    BigInteger top = number.multiply(new BigDecimal(bottom)).toBigIntegerExact();
    BigInteger shared = top.gcd(bottom);
    return Tuple.of(Numbers.shrink(top.divide(shared)), Numbers.shrink(bottom.divide(shared)));
  }
}
