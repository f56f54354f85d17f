package io.tidemark.template.table;

import io.tidemark.jinja.format.JsonText;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.Truth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A table as the text of a file: values between commas, or JSON. */
final class TableOutput {

  private TableOutput() {}

  /** Values between commas, quoted where they must be. */
  static String csv(TableCall call) {
    TableValue table = call.table();
    boolean numbers = call.bound().truth(3, false);
    String separator = call.text(0, ",");
    String quote = call.text(1, "\"");
    String end = call.text(2, "\n");
    StringJoiner text = new StringJoiner(end);
    int row = 0;
    List<@Nullable String> names = new ArrayList<>(table.columnNames());
    if (numbers) {
      names.add(0, "line_number");
    }
    text.add(line(names, separator, quote));
    for (MappedSequence values : table.rowList()) {
      List<@Nullable String> texts = new ArrayList<>();
      row++;
      if (numbers) {
        texts.add(String.valueOf(row));
      }
      for (int i = 0; i < table.types().size(); i++) {
        String written = table.types().get(i).written(values.values().get(i));
        texts.add(written == null ? null : written.replace('\r', '\n'));
      }
      text.add(line(texts, separator, quote));
    }
    return text.toString();
  }

  private static String line(List<@Nullable String> values, String separator, String quote) {
    StringJoiner line = new StringJoiner(separator);
    for (String value : values) {
      String text = value == null ? "" : value;
      boolean quoted =
          text.contains(separator)
              || text.contains(quote)
              || text.contains("\n")
              || text.contains("\r")
              || (text.isEmpty() && values.size() == 1);
      line.add(quoted ? quote + text.replace(quote, quote + quote) + quote : text);
    }
    return line.toString();
  }

  /** A list of objects; by a key an object of them; or one a line. */
  static String json(TableCall call) {
    TableValue table = call.table();
    Object key = call.get(0);
    boolean lines = call.bound().truth(1, false);
    Object indent = call.get(2);
    if (lines && (key != null || indent != null)) {
      throw call.arguments()
          .error(
              (key != null ? "key" : "newline")
                  + " and "
                  + (key != null ? "newline" : "indent")
                  + " may not be specified together.");
    }
    boolean sorted = Truth.of(call.get(3));
    boolean ascii = Truth.of(call.get(4));
    List<Map<Object, @Nullable Object>> rows = new ArrayList<>();
    for (MappedSequence row : table.rowList()) {
      Map<Object, @Nullable Object> dict = new LinkedHashMap<>();
      for (int i = 0; i < table.columnNames().size(); i++) {
        dict.put(table.columnNames().get(i), table.types().get(i).plain(row.values().get(i)));
      }
      rows.add(dict);
    }
    if (lines) {
      StringJoiner text = new StringJoiner("\n");
      rows.forEach(row -> text.add(JsonText.of(row, null, sorted, ascii)));
      return text.toString();
    }
    if (key == null) {
      return JsonText.of(rows, indent, sorted, ascii);
    }
    Function<MappedSequence, @Nullable Object> cell = call.cell(key);
    List<MappedSequence> all = table.rowList();
    Map<Object, @Nullable Object> byKey = new LinkedHashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      String name = PythonText.str(cell.apply(all.get(i)));
      if (byKey.put(name, rows.get(i)) != null) {
        throw call.arguments().error("Value " + name + " is not unique in the key column.");
      }
    }
    return JsonText.of(byKey, indent, sorted, ascii);
  }
}
