package io.tidemark.jinja.method;

import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.Numbers;
import org.jspecify.annotations.Nullable;

/** Attributes and methods of int, float, bool and Decimal. */
final class NumberMethods {
  private NumberMethods() {}

  static @Nullable Object attribute(Object number, String name) {
    boolean isFloat = Numbers.isFloat(number);
    return switch (name) {
      case "real" -> Numbers.canonical(number);
      case "imag" -> isFloat ? (Object) 0.0 : (Object) 0L;
      case "numerator" -> Numbers.isInteger(number) ? Numbers.canonical(number) : Missing.MISSING;
      case "denominator" -> Numbers.isInteger(number) ? (Object) 1L : Missing.MISSING;
      case "conjugate" ->
          new BoundMethod<Object>(name, number, (self, arguments) -> Numbers.canonical(self));
      case "bit_length" ->
          Numbers.isInteger(number)
              ? new BoundMethod<Object>(
                  name, number, (self, arguments) -> (long) Numbers.big(self).abs().bitLength())
              : Missing.MISSING;
      case "is_integer" ->
          isFloat
              ? new BoundMethod<Object>(
                  name, number, (self, arguments) -> ((Double) self) == Math.rint((Double) self))
              : Missing.MISSING;
      default -> Missing.MISSING;
    };
  }
}
