package io.tidemark.template;

import io.tidemark.postgres.Literal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A high-water mark as it stands in SQL. */
final class HighWaterMarkText {

  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");

  private HighWaterMarkText() {}

  /**
   * The mark less the lookback, in parentheses where that is a calculation.
   *
   * @param mark a literal with its type, or {@code null}
   * @param lookback an interval ({@code 3 days}) or, for numbers, a number; null for none
   */
  static String of(String mark, @Nullable String lookback) {
    if (lookback == null || mark.equals("null")) {
      return mark;
    }
    if (NUMBER.matcher(lookback.strip()).matches()) {
      return "(" + mark + " - " + lookback.strip() + ")";
    }
    return "(" + mark + " - interval " + new Literal(lookback.strip()).sql() + ")";
  }
}
