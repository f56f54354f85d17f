package io.tidemark.jinja.value;

import io.tidemark.jinja.error.ErrorKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Python's numbers: int ({@code Long}, {@code BigInteger}), float, Decimal; a bool is an int. */
public final class Numbers {
  private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

  private Numbers() {}

  public static boolean isNumber(@Nullable Object value) {
    return value instanceof Number || value instanceof Boolean;
  }

  public static boolean isFloat(@Nullable Object value) {
    return value instanceof Double || value instanceof Float;
  }

  /** Whether it is an int, bools included. */
  public static boolean isInteger(@Nullable Object value) {
    return isNumber(value) && !isFloat(value) && !(value instanceof BigDecimal);
  }

  /**
   * The number as one of the types the engine computes with: Long, BigInteger, Double, BigDecimal.
   */
  public static Number canonical(Object number) {
    if (number instanceof Boolean truth) {
      return truth ? 1L : 0L;
    }
    if (number instanceof Float) {
      return ((Number) number).doubleValue();
    }
    if (number instanceof BigInteger integer) {
      return shrink(integer);
    }
    if (number instanceof Long || number instanceof Double || number instanceof BigDecimal) {
      return (Number) number;
    }
    return ((Number) number).longValue();
  }

  /** A Long where it fits. */
  public static Number shrink(BigInteger integer) {
    return integer.compareTo(LONG_MIN) >= 0 && integer.compareTo(LONG_MAX) <= 0
        ? (Number) integer.longValue()
        : integer;
  }

  public static BigInteger big(Object integer) {
    Number number = canonical(integer);
    return number instanceof BigInteger big ? big : BigInteger.valueOf(number.longValue());
  }

  public static double toDouble(Object number) {
    double result = canonical(number).doubleValue();
    if (Double.isInfinite(result) && !isFloat(number)) {
      throw new PythonException(ErrorKind.OVERFLOW, "int too large to convert to float");
    }
    return result;
  }

  /** An int as an index; refuses everything else in Python's words. */
  public static long index(@Nullable Object value) {
    if (value instanceof Undefined undefined) {
      throw undefined.error();
    }
    if (!isInteger(value) || value == null) {
      throw PythonException.type(
          "'" + TypeName.of(value) + "' object cannot be interpreted as an integer");
    }
    Number number = canonical(value);
    if (number instanceof BigInteger big) {
      return big.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    return number.longValue();
  }

  /** Compares exactly, whatever the types; NaN must have been looked for before. */
  static int compare(Object left, Object right) {
    Number a = canonical(left);
    Number b = canonical(right);
    if (a instanceof Long x && b instanceof Long y) {
      return Long.compare(x, y);
    }
    if (isFloat(a) && isFloat(b)) {
      double x = a.doubleValue();
      double y = b.doubleValue();
      return x < y ? -1 : x > y ? 1 : 0;
    }
    if (isFloat(a) && Double.isInfinite(a.doubleValue())) {
      return a.doubleValue() > 0 ? 1 : -1;
    }
    if (isFloat(b) && Double.isInfinite(b.doubleValue())) {
      return b.doubleValue() > 0 ? -1 : 1;
    }
    return decimal(a).compareTo(decimal(b));
  }

  static boolean isNan(@Nullable Object value) {
    return value instanceof Double number && number.isNaN();
  }

  /** The exact value of a finite number. */
  public static BigDecimal decimal(Number number) {
    if (number instanceof BigDecimal decimal) {
      return decimal;
    }
    if (number instanceof BigInteger integer) {
      return new BigDecimal(integer);
    }
    return number instanceof Double real
        ? new BigDecimal(real)
        : BigDecimal.valueOf(number.longValue());
  }
}
