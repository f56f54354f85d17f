package io.tidemark.jinja.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Python takes for true. */
public final class Truth {
  private Truth() {}

  public static boolean of(@Nullable Object value) {
    if (value instanceof Boolean truth) {
      return truth;
    }
    if (value == null || value instanceof Undefined) {
      return false;
    }
    if (value instanceof String text) {
      return !text.isEmpty();
    }
    if (value instanceof Number number) {
      return ofNumber(number);
    }
    if (value instanceof Collection<?> items) {
      return !items.isEmpty();
    }
    if (value instanceof Map<?, ?> dict) {
      return !dict.isEmpty();
    }
    if (value instanceof TimeDelta delta) {
      return !delta.isZero();
    }
    if (value instanceof HasLength sized) {
      return sized.length() != 0;
    }
    return !(value instanceof Markup markup && markup.text().isEmpty());
  }

  private static boolean ofNumber(Number number) {
    if (number instanceof BigDecimal decimal) {
      return decimal.signum() != 0;
    }
    if (number instanceof BigInteger integer) {
      return integer.signum() != 0;
    }
    return number.doubleValue() != 0;
  }
}
