package io.tidemark.materialization.unit;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A value of a result as it is compared and shown: as dbt's, which are Python's, look. */
final class ValueText {

  private ValueText() {}

  /**
   * The text.
   *
   * @param value as PostgreSQL writes it
   * @param type its column's type
   */
  static @Nullable String of(@Nullable String value, String type) {
    if (value == null) {
      return null;
    }
    if (type.equals("boolean")) {
      return value.equals("t") ? "True" : "False";
    }
    return type.startsWith("numeric") ? number(value) : value;
  }

  /** 1.0 and 1.00 are the same number. */
  private static String number(String value) {
    try {
      BigDecimal number = new BigDecimal(value);
      return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    } catch (NumberFormatException notANumber) {
      return value;
    }
  }
}
