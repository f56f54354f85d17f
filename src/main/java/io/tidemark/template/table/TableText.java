package io.tidemark.template.table;

import io.tidemark.jinja.value.PythonText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** A table as text, in the forms in which agate prints it. */
final class TableText {

  private static final String ELLIPSIS = "...";

  private TableText() {}

  /**
   * Columns beside each other.
   *
   * @param bounds the most rows, columns, and characters of a column
   */
  static String table(TableValue table, int[] bounds) {
    int columns = Math.min(bounds[1], table.columnNames().size());
    boolean more = columns < table.columnNames().size();
    List<List<String>> lines = new ArrayList<>();
    lines.add(cells(table.columnNames(), columns, more, bounds[2]));
    List<MappedSequence> rows = table.rowList();
    for (MappedSequence row : rows.subList(0, Math.min(bounds[0], rows.size()))) {
      lines.add(cells(row.values(), columns, more, bounds[2]));
    }
    if (rows.size() > bounds[0]) {
      lines.add(lines.get(0).stream().map(cell -> ELLIPSIS).toList());
    }
    int[] widths = new int[lines.get(0).size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    StringJoiner text = new StringJoiner("\n");
    for (int i = 0; i < lines.size(); i++) {
      text.add(line(table, lines.get(i), widths, i > 0));
      if (i == 0) {
        StringJoiner rule = new StringJoiner(" | ", "| ", " |");
        for (int width : widths) {
          rule.add("-".repeat(width));
        }
        text.add(rule.toString());
      }
    }
    return text.toString();
  }

  /** The columns and their types, a line each. */
  static String structure(TableValue table) {
    int wide = "column".length();
    int typeWide = "data_type".length();
    for (String name : table.columnNames()) {
      wide = Math.max(wide, name.length());
    }
    StringBuilder text = new StringBuilder();
    String form = "| %-" + wide + "s | %-" + typeWide + "s |\n";
    text.append(form.formatted("column", "data_type"));
    text.append(form.formatted("-".repeat(wide), "-".repeat(typeWide)));
    for (int i = 0; i < table.columnNames().size(); i++) {
      text.append(form.formatted(table.columnNames().get(i), table.types().get(i).attributeName()));
    }
    return text.toString();
  }

  private static String line(TableValue table, List<String> cells, int[] widths, boolean values) {
    StringJoiner line = new StringJoiner(" | ", "| ", " |");
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      String blanks = " ".repeat(widths[i] - cell.length());
      boolean number = values && i < table.types().size() && table.types().get(i).isNumber();
      line.add(number ? blanks + cell : cell + blanks);
    }
    return line.toString();
  }

  private static List<String> cells(
      List<? extends @Nullable Object> values, int columns, boolean more, int width) {
    List<String> cells = new ArrayList<>();
    for (Object value : values.subList(0, columns)) {
      String text = value == null ? "" : shown(value);
      cells.add(
          text.length() > width
              ? text.substring(0, Math.max(0, width - ELLIPSIS.length())) + ELLIPSIS
              : text);
    }
    if (more) {
      cells.add(ELLIPSIS);
    }
    return cells;
  }

  private static String shown(Object value) {
    return value instanceof BigDecimal decimal ? decimal.toPlainString() : PythonText.str(value);
  }

  /** Values between commas, quoted where they must be. */
  static String csv(TableValue table) {
    StringJoiner text = new StringJoiner("\n");
    text.add(csv(table.columnNames()));
    table.rowList().forEach(row -> text.add(csv(row.values())));
    return text.toString();
  }

  private static String csv(List<? extends @Nullable Object> values) {
    StringJoiner line = new StringJoiner(",");
    for (Object value : values) {
      String text = value == null ? "" : PythonText.str(value);
      boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n');
      line.add(quoted ? '"' + text.replace("\"", "\"\"") + '"' : text);
    }
    return line.toString();
  }

  /** A value that JSON has a form for. */
  static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.doubleValue();
    }
    return value == null || value instanceof Number || value instanceof Boolean
        ? value
        : PythonText.str(value);
  }
}
