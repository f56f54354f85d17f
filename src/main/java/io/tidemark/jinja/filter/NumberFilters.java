package io.tidemark.jinja.filter;

import io.tidemark.jinja.error.ErrorKind;
import io.tidemark.jinja.format.ValueFormat;
import io.tidemark.jinja.operator.Arithmetic;
import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.BoundArguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.EndlessDecimal;
import io.tidemark.jinja.value.Markup;
import io.tidemark.jinja.value.Numbers;
import io.tidemark.jinja.value.PythonBytes;
import io.tidemark.jinja.value.PythonComplex;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.TimeDelta;
import io.tidemark.jinja.value.TypeName;
import io.tidemark.jinja.value.Undefined;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Filters of numbers. */
final class NumberFilters {
  private NumberFilters() {}

  static void addTo(Map<String, Callable> filters) {
    filters.put("abs", arguments -> absolute(arguments.bind(1, "x").get(0)));
    filters.put("int", NumberFilters::toInteger);
    filters.put("float", NumberFilters::toFloat);
    filters.put("round", NumberFilters::round);
    filters.put("filesizeformat", NumberFilters::fileSize);
  }

  private static @Nullable Object absolute(@Nullable Object value) {
    if (value instanceof TimeDelta delta) {
      return delta.days() < 0 ? delta.negated() : delta;
    }
    if (value instanceof PythonComplex complex) {
      return complex.absolute();
    }
    if (value == null || !Numbers.isNumber(value)) {
      throw PythonException.type("bad operand type for abs(): '" + TypeName.of(value) + "'");
    }
    Number number = Numbers.canonical(value);
    if (number instanceof Double real) {
      return Math.abs(real);
    }
    return number instanceof BigDecimal decimal
        ? decimal.abs()
        : Numbers.shrink(Numbers.big(number).abs());
  }

  private static @Nullable Object toInteger(Arguments arguments) {
    BoundArguments bound = arguments.bind(1, "value", "default", "base");
    Object value = bound.get(0);
    if (value instanceof Undefined undefined) {
      throw undefined.error();
    }
    if (value instanceof String || value instanceof Markup || value instanceof PythonBytes) {
      String text = value instanceof PythonBytes octets ? octets.characters() : value.toString();
      Object base = value instanceof PythonBytes ? 10L : bound.get(2, 10L);
      // A base that Python refuses is no error here: the text is read as a float.
      boolean usable = base != null && Numbers.isInteger(base);
      return (usable
              ? NumberText.integer(text, (int) Numbers.index(base))
              : Optional.<BigInteger>empty())
          .<Object>map(Numbers::shrink)
          .or(
              () ->
                  NumberText.real(text)
                      .filter(real -> !real.isInfinite())
                      .map(NumberFilters::truncated))
          .orElse(bound.get(1, 0L));
    }
    if (value != null && Numbers.isNumber(value)) {
      Number number = Numbers.canonical(value);
      if (number instanceof Double real) {
        return real.isNaN() ? bound.get(1, 0L) : truncated(real);
      }
      return number instanceof BigDecimal decimal ? Numbers.shrink(decimal.toBigInteger()) : number;
    }
    return bound.get(1, 0L);
  }

  private static @Nullable Object truncated(Double real) {
    if (real.isNaN()) {
      return null;
    }
    if (real.isInfinite()) {
      throw new PythonException(ErrorKind.OVERFLOW, "cannot convert float infinity to integer");
    }
    return Numbers.shrink(new BigDecimal(real).toBigInteger());
  }

  private static @Nullable Object toFloat(Arguments arguments) {
    BoundArguments bound = arguments.bind(1, "value", "default");
    Object value = bound.get(0);
    if (value instanceof Undefined undefined) {
      throw undefined.error();
    }
    if (value instanceof String || value instanceof Markup) {
      return NumberText.real(value.toString()).<Object>map(real -> real).orElse(bound.get(1, 0.0));
    }
    if (value instanceof PythonBytes octets) {
      return NumberText.real(octets.characters())
          .<Object>map(real -> real)
          .orElse(bound.get(1, 0.0));
    }
    if (value instanceof EndlessDecimal endless) {
      return endless.real();
    }
    return value != null && Numbers.isNumber(value)
        ? (Object) Numbers.toDouble(value)
        : bound.get(1, 0.0);
  }

  private static @Nullable Object round(Arguments arguments) {
    BoundArguments bound = arguments.bind(1, "value", "precision", "method");
    String method = bound.text(2, "common");
    Object value = bound.get(0);
    if (!Set.of("common", "ceil", "floor").contains(method)) {
      throw new PythonException(ErrorKind.FILTER_ARGUMENT, "method must be common, ceil or floor");
    }
    if (value instanceof Undefined undefined) {
      throw method.equals("common")
          ? PythonException.type("type Undefined doesn't define __round__ method")
          : undefined.error();
    }
    if (method.equals("common") && bound.has(1) && bound.get(1) == null) {
      return truncatedOrSame(common(value, 0));
    }
    if (method.equals("common")) {
      return common(value, (int) Math.max(-400, Math.min(400, bound.integer(1, 0))));
    }
    Object power = Arithmetic.binary("**", 10L, bound.get(1, 0L));
    Object scaled = Arithmetic.binary("*", value, power);
    if (scaled == null || !Numbers.isNumber(scaled)) {
      throw PythonException.type("must be real number, not " + TypeName.of(scaled));
    }
    RoundingMode mode = method.equals("ceil") ? RoundingMode.CEILING : RoundingMode.FLOOR;
    BigInteger whole = Numbers.decimal(Numbers.canonical(scaled)).setScale(0, mode).toBigInteger();
    return Arithmetic.binary("/", Numbers.shrink(whole), power);
  }

  private static @Nullable Object truncatedOrSame(Object rounded) {
    return rounded instanceof Double real ? truncated(real) : rounded;
  }

  private static Object common(@Nullable Object value, int precision) {
    if (value == null || !Numbers.isNumber(value)) {
      throw PythonException.type("type " + TypeName.of(value) + " doesn't define __round__ method");
    }
    Number number = Numbers.canonical(value);
    if (number instanceof Double real) {
      if (real.isNaN() || real.isInfinite()) {
        return real;
      }
      double rounded =
          new BigDecimal(real).setScale(precision, RoundingMode.HALF_EVEN).doubleValue();
      return rounded == 0 ? Math.copySign(0.0, real) : rounded;
    }
    if (number instanceof BigDecimal decimal) {
      return decimal.setScale(precision, RoundingMode.HALF_EVEN);
    }
    if (precision >= 0) {
      return number;
    }
    BigDecimal rounded = Numbers.decimal(number).setScale(precision, RoundingMode.HALF_EVEN);
    return Numbers.shrink(rounded.toBigInteger());
  }

  private static Object fileSize(Arguments arguments) {
    BoundArguments bound = arguments.bind(1, "value", "binary");
    Object value = bound.get(0);
    double bytes;
    if (value instanceof String || value instanceof Markup) {
      String text = value.toString();
      bytes =
          NumberText.real(text)
              .orElseThrow(
                  () ->
                      PythonException.value(
                          "could not convert string to float: " + PythonText.repr(text)));
    } else if (value != null && Numbers.isNumber(value)) {
      bytes = Numbers.toDouble(value);
    } else {
      throw PythonException.type(
          "float() argument must be a string or a real number, not '" + TypeName.of(value) + "'");
    }
    boolean binary = bound.truth(1, false);
    double base = binary ? 1024 : 1000;
    if (bytes == 1) {
      return "1 Byte";
    }
    if (bytes < base) {
      return new BigDecimal(bytes).toBigInteger() + " Bytes";
    }
    String prefixes = "kMGTPEZY";
    double unit = base;
    for (int i = 0; ; i++) {
      unit *= base;
      if (bytes < unit || i == prefixes.length() - 1) {
        String prefix = prefixes.substring(i, i + 1);
        String shown = binary ? prefix.toUpperCase(Locale.ROOT) + "iB" : prefix + "B";
        return ValueFormat.format(base * bytes / unit, ".1f") + " " + shown;
      }
    }
  }
}
