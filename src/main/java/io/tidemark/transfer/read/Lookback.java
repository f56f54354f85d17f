package io.tidemark.transfer.read;

import io.tidemark.load.increment.LoadException;
import io.tidemark.postgres.Literal;
import io.tidemark.postgres.SqlText;
import io.tidemark.transfer.column.CopyColumn;
import java.util.regex.Pattern;

/**
 * How far below the mark rows are read again, as what the source takes off a value of the
 * watermark.
 *
 * @param distance as SQL
 * @param nothing a distance of nothing, as SQL
 */
record Lookback(SqlText distance, SqlText nothing) {

  private static final String LOOKBACK = "lookback";
  private static final Pattern WHOLE = Pattern.compile("\\d+");
  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");

  /**
   * Of a text as the user wrote it.
   *
   * @throws LoadException if it can't be taken off such a watermark
   */
  static Lookback of(String text, CopyColumn watermark) {
    String type = watermark.source().type();
    String written = text.strip();
    if (type.startsWith("timestamp")) {
      if (NUMBER.matcher(written).matches()) {
        throw wrong(text, watermark, "Write an interval with its unit: '1 hour', '3 days'.");
      }
      return interval(written);
    }
    if (type.equals("date")) {
      return WHOLE.matcher(written).matches() ? number(written, "integer") : interval(written);
    }
    boolean fits =
        type.startsWith("numeric")
            ? NUMBER.matcher(written).matches()
            : WHOLE.matcher(written).matches();
    if (!fits) {
      throw wrong(text, watermark, "Write a number, how far below the mark is read again.");
    }
    return number(written, "numeric");
  }

  private static Lookback interval(String written) {
    return new Lookback(typed(written, "interval"), typed("0", "interval"));
  }

  private static Lookback number(String written, String type) {
    return new Lookback(typed(written, type), typed("0", type));
  }

  private static SqlText typed(String text, String type) {
    return new SqlText(new Literal(text).sql().strip() + "::" + type);
  }

  /** That the text does not mean a distance between such watermarks. */
  static LoadException wrong(String text, CopyColumn watermark, String next) {
    return new LoadException(
            "lookback '%s' can't be taken off the watermark \"%s\", which is a %s"
                .formatted(text, watermark.name(), watermark.source().declared()),
            next)
        .about(LOOKBACK);
  }
}
