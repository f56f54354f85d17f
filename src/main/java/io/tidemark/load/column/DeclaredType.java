package io.tidemark.load.column;

import io.tidemark.postgres.Column;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type by which dbt compares columns and which it gives to new ones. It reads less than the
 * catalog knows: a character column is one of varying length, and times have no precision. The
 * source is dbt-adapters, {@code Column.data_type}, and the columns of {@code information_schema}
 * that dbt-postgres reads.
 */
final class DeclaredType {

  private static final Pattern PRECISE_TIME =
      Pattern.compile("(time|timestamp)\\(\\d\\) (with|without) time zone");

  private DeclaredType() {}

  /** The column with that type. */
  static Column of(Column column) {
    return column.as(of(column.type()));
  }

  /**
   * That type.
   *
   * @param type as the catalog gives it
   */
  static String of(String type) {
    if (type.startsWith("character(") || type.equals("character") || type.equals("bpchar")) {
      return TextSize.grown(type);
    }
    Matcher time = PRECISE_TIME.matcher(type);
    return time.matches() ? time.group(1) + " " + time.group(2) + " time zone" : type;
  }
}
