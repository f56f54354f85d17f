package io.tidemark.postgres;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A value as SQL text, for the places where PostgreSQL takes no bound parameter.
 *
 * <p>This is the only place where values are quoted.
 *
 * @param value a string, a number, a boolean or null
 */
public record Literal(@Nullable Object value) {

  /**
   * The value as SQL. A text with a backslash is written so that it means the same under every
   * setting of {@code standard_conforming_strings}.
   */
  public String sql() {
    if (value == null) {
      return "NULL";
    }
    if (value instanceof Boolean
        || value instanceof Long
        || value instanceof Integer
        || value instanceof BigInteger
        || value instanceof BigDecimal) {
      return value.toString();
    }
    String text = value.toString();
    String quoted = "'" + text.replace("'", "''") + "'";
    return text.indexOf('\\') < 0 ? quoted : " E" + quoted.replace("\\", "\\\\");
  }

  @Override
  public String toString() {
    return sql();
  }
}
