package io.tidemark.template.table;

import io.tidemark.jinja.value.CodePoints;
import io.tidemark.jinja.value.PythonText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** A table as text, in the forms in which agate prints it. */
final class TableText {

  private static final String ELLIPSIS = "...";
  private static final String CUT_NUMBER = "…";
  private static final int MANY = 20;

  private TableText() {}

  /** How much of a table is printed: the most rows, columns, characters of a cell, decimals. */
  record Bounds(int rows, int columns, int width, int places) {}

  /** Columns beside each other. */
  static String table(TableValue table, Bounds bounds) {
    return lines(
        headers(table, bounds),
        cells(table, bounds),
        table.types().stream().map(type -> type == DataType.TEXT).toList(),
        table.length() > bounds.rows());
  }

  /** The same as a table of HTML. */
  static String html(TableValue table, Bounds bounds) {
    StringJoiner text = new StringJoiner("\n");
    text.add("<table>").add("<thead>").add("<tr>");
    headers(table, new Bounds(0, bounds.columns(), Integer.MAX_VALUE, 0))
        .forEach(name -> text.add("<th>" + name + "</th>"));
    text.add("</tr>").add("</thead>").add("<tbody>");
    List<List<String>> rows = cells(table, bounds);
    if (table.length() > bounds.rows()) {
      rows.add(headers(table, bounds).stream().map(name -> ELLIPSIS).toList());
    }
    for (List<String> row : rows) {
      text.add("<tr>");
      for (int i = 0; i < row.size(); i++) {
        String side = table.types().get(i) == DataType.TEXT ? "left" : "right";
        text.add("<td style=\"text-align: " + side + ";\">" + row.get(i) + "</td>");
      }
      text.add("</tr>");
    }
    return text.add("</tbody>").add("</table>").toString();
  }

  /**
   * The columns and their types, a line each.
   *
   * @param most the most of them, or null
   */
  static String structure(TableValue table, @Nullable Integer most) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < table.columnNames().size(); i++) {
      // agate takes a name like "none" for no name here.
      Object name = CellCast.read(DataType.TEXT, table.columnNames().get(i));
      rows.add(List.of(name == null ? "" : name.toString(), table.types().get(i).attributeName()));
    }
    return twoColumns("column", "data_type", rows, most);
  }

  /** The tables of a set and how many rows each has, a line each. */
  static String structure(TableSetValue set, int most) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < Math.min(most, set.groupNames().size()); i++) {
      Object name = set.groupNames().get(i);
      int size = set.values().get(i) instanceof TableValue table ? table.length() : 0;
      Object text = name == null ? null : CellCast.read(DataType.TEXT, PythonText.str(name));
      rows.add(List.of(text == null ? "" : text.toString(), String.valueOf(size)));
    }
    return twoColumns("table", "rows", rows, MANY);
  }

  private static String twoColumns(
      String first, String second, List<List<String>> rows, @Nullable Integer most) {
    int shown = most == null ? rows.size() : Math.min(most, rows.size());
    return lines(
        List.of(first, second), rows.subList(0, shown), List.of(true, true), shown < rows.size());
  }

  private static String lines(
      List<String> headers, List<List<String>> rows, List<Boolean> left, boolean more) {
    int[] widths = headers.stream().mapToInt(CodePoints::length).toArray();
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], CodePoints.length(row.get(i)));
      }
    }
    StringJoiner text = new StringJoiner("\n");
    text.add(line(headers, widths, left));
    StringJoiner rule = new StringJoiner(" | ", "| ", " |");
    for (int width : widths) {
      rule.add("-".repeat(width));
    }
    text.add(rule.toString());
    rows.forEach(row -> text.add(line(row, widths, left)));
    if (more) {
      text.add(line(headers.stream().map(name -> ELLIPSIS).toList(), widths, left));
    }
    return text.toString();
  }

  private static String line(List<String> cells, int[] widths, List<Boolean> left) {
    StringJoiner line = new StringJoiner("|", "|", "|");
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      String blanks = " ".repeat(Math.max(0, widths[i] - CodePoints.length(cell)));
      line.add(" " + (left.get(i) ? cell + blanks : blanks + cell) + " ");
    }
    return line.toString();
  }

  private static List<String> headers(TableValue table, Bounds bounds) {
    List<String> names = table.columnNames();
    List<String> headers = new ArrayList<>();
    for (String name : names.subList(0, Math.min(bounds.columns(), names.size()))) {
      headers.add(cut(name, bounds.width()));
    }
    if (names.size() > bounds.columns()) {
      headers.add(ELLIPSIS);
    }
    return headers;
  }

  private static List<List<String>> cells(TableValue table, Bounds bounds) {
    List<MappedSequence> rows = table.rowList().subList(0, Math.min(bounds.rows(), table.length()));
    int columns = Math.min(bounds.columns(), table.columnNames().size());
    int[] places = new int[columns];
    for (int i = 0; i < columns; i++) {
      int column = i;
      List<@Nullable Object> values =
          rows.stream().<@Nullable Object>map(row -> row.values().get(column)).toList();
      places[i] = NumberPlaces.of(values);
    }
    List<List<String>> cells = new ArrayList<>();
    for (MappedSequence row : rows) {
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < columns; i++) {
        Object value = row.values().get(i);
        String text =
            value instanceof BigDecimal && table.types().get(i) == DataType.NUMBER
                ? NumberPlaces.text(
                    value,
                    Math.min(places[i], bounds.places()),
                    places[i] > bounds.places() ? CUT_NUMBER : "")
                : value == null ? "" : PythonText.str(value);
        texts.add(cut(text, bounds.width()));
      }
      if (table.columnNames().size() > columns) {
        texts.add(ELLIPSIS);
      }
      cells.add(texts);
    }
    return cells;
  }

  private static String cut(String text, int width) {
    return CodePoints.length(text) <= width
        ? text
        : text.substring(0, text.offsetByCodePoints(0, Math.max(0, width - ELLIPSIS.length())))
            + ELLIPSIS;
  }
}
