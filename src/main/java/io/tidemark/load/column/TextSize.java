package io.tidemark.load.column;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many characters dbt takes a column for, by which it decides whether a table's column is made
 * longer: what has no length counts as 256 characters long. The source is dbt-adapters, {@code
 * Column.string_size} and {@code can_expand_to}.
 */
final class TextSize {

  /** Of what is no text. */
  static final int NONE = -1;

  private static final int UNLIMITED = 256;
  private static final Pattern SIZED = Pattern.compile("character(?: varying)?\\((\\d+)\\)");

  private TextSize() {}

  /**
   * The size.
   *
   * @param type as the catalog gives it
   * @return the characters, {@link #NONE} if it is no text
   */
  static int of(String type) {
    Matcher sized = SIZED.matcher(type);
    if (sized.matches()) {
      return Integer.parseInt(sized.group(1));
    }
    return switch (type) {
      case "text", "character varying", "character", "bpchar" -> UNLIMITED;
      default -> NONE;
    };
  }

  /** True if a column of the first type may be made as long as one of the second. */
  static boolean grows(String from, String to) {
    return of(from) != NONE && of(to) > of(from);
  }

  /** The type of a column that was made as long as one of this type. */
  static String grown(String type) {
    return "character varying(" + of(type) + ")";
  }
}
