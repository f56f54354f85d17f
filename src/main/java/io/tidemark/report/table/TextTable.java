package io.tidemark.report.table;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as a table of text, in the look of dbt's {@code show}: numbers to the right, all else to the
 * left, a null as nothing.
 */
public final class TextTable {

  /** The widest that a column gets. dbt's 20 would cut every time with a zone and every UUID. */
  public static final int MAX_COLUMN_WIDTH = 50;

  private TextTable() {}

  /**
   * The table, without a line break at its end. Control characters in values are shown as escapes,
   * so that a value can neither break the table nor command the terminal.
   *
   * @param columns the names
   * @param numeric for each column whether it holds numbers
   * @param rows each with a value for every column
   */
  public static String render(
      List<String> columns, List<Boolean> numeric, List<List<@Nullable String>> rows) {
    List<String> header = cells(columns);
    List<List<String>> body = rows.stream().map(TextTable::cells).toList();
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = DisplayWidth.of(header.get(i));
      for (List<String> row : body) {
        widths[i] = Math.max(widths[i], DisplayWidth.of(row.get(i)));
      }
    }
    List<String> dashes = new ArrayList<>();
    for (int width : widths) {
      dashes.add("-".repeat(width));
    }
    List<String> lines = new ArrayList<>();
    lines.add(line(header, widths, numeric));
    lines.add(line(dashes, widths, numeric));
    body.forEach(row -> lines.add(line(row, widths, numeric)));
    return String.join("\n", lines);
  }

  private static String line(List<String> cells, int[] widths, List<Boolean> numeric) {
    StringBuilder line = new StringBuilder("|");
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.get(i);
      String blank = " ".repeat(widths[i] - DisplayWidth.of(cell));
      line.append(' ').append(numeric.get(i) ? blank + cell : cell + blank).append(" |");
    }
    return line.toString();
  }

  private static List<String> cells(List<? extends @Nullable String> values) {
    List<String> cells = new ArrayList<>();
    for (String value : values) {
      cells.add(value == null ? "" : DisplayWidth.cut(visible(value), MAX_COLUMN_WIDTH));
    }
    return cells;
  }

  private static String visible(String value) {
    if (value.chars().noneMatch(Character::isISOControl)) {
      return value;
    }
    StringBuilder visible = new StringBuilder();
    value
        .chars()
        .forEach(
            c -> visible.append(Character.isISOControl(c) ? escape(c) : Character.toString(c)));
    return visible.toString();
  }

  private static String escape(int c) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> "\\x%02x".formatted(c);
    };
  }
}
