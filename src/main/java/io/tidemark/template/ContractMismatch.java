package io.tidemark.template;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.Iteration;
import io.tidemark.jinja.value.PythonText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code exceptions.raise_contract_error}: where a query's columns are not what was promised. */
final class ContractMismatch {

  private static final List<String> HEAD =
      List.of("column_name", "definition_type", "contract_type", "mismatch_reason");

  private ContractMismatch() {}

  static Object raise(Arguments arguments) {
    Map<String, String> promised = types(arguments.get(0, "yaml_columns"));
    Map<String, String> given = types(arguments.get(1, "sql_columns"));
    if (promised.isEmpty()) {
      throw arguments.error(
          "This model has an enforced contract, and its 'columns' specification is missing");
    }
    throw arguments.error(
        "This model has an enforced contract that failed.\n"
            + "Please ensure the name, data_type, and number of columns in your contract match the"
            + " columns in your model's definition.\n\n"
            + table(rows(promised, given)));
  }

  private static List<List<String>> rows(Map<String, String> promised, Map<String, String> given) {
    Map<String, List<String>> rows = new TreeMap<>();
    given.forEach(
        (name, type) -> {
          String wanted = promised.get(name);
          if (wanted == null) {
            rows.put(name, List.of(name, type, "", "missing in contract"));
          } else if (!wanted.equals(type)) {
            rows.put(name, List.of(name, type, wanted, "data type mismatch"));
          }
        });
    promised.forEach(
        (name, type) -> {
          if (!given.containsKey(name)) {
            rows.put(name, List.of(name, "", type, "missing in definition"));
          }
        });
    return List.copyOf(rows.values());
  }

  private static Map<String, String> types(@Nullable Object columns) {
    Map<String, String> types = new TreeMap<>();
    for (Object column : Iteration.list(columns)) {
      if (column instanceof Map<?, ?> entry) {
        types.put(PythonText.str(entry.get("name")), PythonText.str(entry.get("data_type")));
      }
    }
    return types;
  }

  private static String table(List<List<String>> rows) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(HEAD);
    lines.add(Collections.nCopies(HEAD.size(), ""));
    lines.addAll(rows);
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < lines.size(); line++) {
      for (int column = 0; column < HEAD.size(); column++) {
        int at = column;
        int width = lines.stream().mapToInt(row -> row.get(at).length()).max().orElse(0);
        String cell = lines.get(line).get(column);
        String filler = line == 1 ? "-" : " ";
        text.append("| ").append(cell).append(filler.repeat(width - cell.length())).append(' ');
      }
      text.append("|\n");
    }
    return text.toString();
  }
}
