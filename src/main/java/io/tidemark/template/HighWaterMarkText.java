package io.tidemark.template;

import io.tidemark.postgres.Literal;
import io.tidemark.project.config.NodeConfig;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A high-water mark as it stands in SQL. */
final class HighWaterMarkText {

  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");
  private static final Pattern NUMERIC =
      Pattern.compile("(smallint|integer|bigint|real|double precision|numeric)([(].*)?");
  private static final Pattern TIME = Pattern.compile("(time|interval).*");

  private HighWaterMarkText() {}

  /**
   * The lookback that a model configures for every mark that is asked for without one; null for
   * none. In a microbatch model the config of that name counts batches.
   */
  static @Nullable String configured(NodeConfig config) {
    return "microbatch".equals(config.get("incremental_strategy"))
        ? null
        : config.string("lookback");
  }

  /**
   * The mark less the lookback, in parentheses where that is a calculation.
   *
   * @param mark a literal with its type, or {@code null}
   * @param lookback an interval ({@code 3 days}) or, for numbers, a number; null for none
   * @throws IllegalArgumentException if the one can't be taken from the other
   */
  static String of(String mark, @Nullable String lookback) {
    if (lookback == null || mark.equals("null")) {
      return mark;
    }
    boolean number = NUMBER.matcher(lookback.strip()).matches();
    String type = mark.substring(mark.lastIndexOf("::") + 2);
    if (number ? TIME.matcher(type).matches() : NUMERIC.matcher(type).matches()) {
      throw new IllegalArgumentException(
          "high_water_mark() is of type %s here, so what it looks back is %s, not '%s'"
              .formatted(
                  type,
                  number ? "an interval, such as '3 days'" : "a number, such as 1000",
                  lookback.strip()));
    }
    if (number) {
      return "(" + mark + " - " + lookback.strip() + ")";
    }
    return "(" + mark + " - interval " + new Literal(lookback.strip()).sql() + ")";
  }
}
