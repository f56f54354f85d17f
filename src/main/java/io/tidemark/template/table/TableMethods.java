package io.tidemark.template.table;

import io.tidemark.jinja.format.JsonText;
import io.tidemark.jinja.operator.Slice;
import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.BoundArguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.Iteration;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.SortedItems;
import io.tidemark.jinja.value.Truth;
import io.tidemark.jinja.value.Tuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The attributes and methods of a table. */
final class TableMethods {

  static final List<String> NAMES =
      List.of(
          "columns",
          "column_names",
          "column_types",
          "rows",
          "print_table",
          "print_csv",
          "print_json",
          "print_structure",
          "select",
          "exclude",
          "where",
          "find",
          "order_by",
          "limit",
          "distinct",
          "rename",
          "group_by");

  private TableMethods() {}

  static @Nullable Object of(TableValue table, String name) {
    Callable method =
        switch (name) {
          case "print_table" ->
              arguments -> print(table, TableText.table(table, bounds(arguments)));
          case "print_csv" -> arguments -> print(table, TableText.csv(table));
          case "print_structure" ->
              arguments -> print(table, TableText.structure(table).stripTrailing());
          case "print_json" -> arguments -> print(table, json(table));
          case "select" -> arguments -> select(table, keys(arguments), true, arguments);
          case "exclude" -> arguments -> select(table, keys(arguments), false, arguments);
          case "where" -> arguments -> table.withRows(matching(table, arguments));
          case "find" -> arguments -> matching(table, arguments).stream().findFirst().orElse(null);
          case "order_by" -> arguments -> orderBy(table, arguments);
          case "limit" -> arguments -> limit(table, arguments);
          case "distinct" -> arguments -> distinct(table, arguments);
          case "rename" -> arguments -> rename(table, arguments);
          case "group_by" -> arguments -> groupBy(table, arguments);
          default -> null;
        };
    if (method != null) {
      return method;
    }
    return switch (name) {
      case "columns" -> table.columns();
      case "column_names" -> Tuple.copyOf(table.columnNames());
      case "column_types" -> Tuple.copyOf(table.types());
      case "rows" -> table.rows();
      case "row_names" -> null;
      default -> Missing.MISSING;
    };
  }

  private static @Nullable Object print(TableValue table, String text) {
    table.printer().accept(text);
    return null;
  }

  private static int[] bounds(Arguments arguments) {
    BoundArguments bound =
        arguments.bind(
            0, "max_rows", "max_columns", "output", "max_column_width", "locale", "max_precision");
    return new int[] {
      bound.get(0, 20L) == null ? Integer.MAX_VALUE : (int) bound.integer(0, 20),
      bound.get(1, 6L) == null ? Integer.MAX_VALUE : (int) bound.integer(1, 6),
      bound.get(3, 20L) == null ? Integer.MAX_VALUE : (int) bound.integer(3, 20)
    };
  }

  private static String json(TableValue table) {
    List<Object> rows = new ArrayList<>();
    for (MappedSequence row : table.rowList()) {
      Map<Object, @Nullable Object> dict = new LinkedHashMap<>();
      for (int i = 0; i < table.columnNames().size(); i++) {
        dict.put(table.columnNames().get(i), TableText.plain(row.values().get(i)));
      }
      rows.add(dict);
    }
    return JsonText.of(rows, null, false);
  }

  private static List<String> keys(Arguments arguments) {
    Object key = arguments.get(0, "key");
    return key instanceof String name
        ? List.of(name)
        : Iteration.list(key).stream().map(PythonText::str).toList();
  }

  private static Object select(
      TableValue table, List<String> keys, boolean wanted, Arguments arguments) {
    List<String> names = new ArrayList<>(wanted ? keys : table.columnNames());
    if (!wanted) {
      names.removeAll(keys);
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (MappedSequence row : table.rowList()) {
      List<@Nullable Object> values = new ArrayList<>();
      for (String name : names) {
        values.add(value(row, name, arguments));
      }
      rows.add(values);
    }
    return TableValue.of(names, rows, table.printer());
  }

  private static @Nullable Object value(MappedSequence row, Object column, Arguments arguments) {
    Object value = row.item(column);
    if (value == Missing.MISSING) {
      throw arguments.error(
          "The table has no column '" + column + "'", PythonText.str(column), row.keys());
    }
    return value;
  }

  private static List<MappedSequence> matching(TableValue table, Arguments arguments) {
    Object test = arguments.get(0, "test");
    return table.rowList().stream()
        .filter(row -> Truth.of(arguments.context().call(test, List.of(row), Map.of())))
        .toList();
  }

  private static Object orderBy(TableValue table, Arguments arguments) {
    BoundArguments bound = arguments.bind(1, "key", "reverse");
    Object key = bound.get(0);
    List<@Nullable Object> sorted =
        SortedItems.sorted(
            table.rowList(), row -> sortKey(row, key, arguments), bound.truth(1, false));
    return table.withRows(sorted.stream().map(MappedSequence.class::cast).toList());
  }

  /** NULLs come last, whatever is beside them. */
  private static @Nullable Object sortKey(
      @Nullable Object item, @Nullable Object key, Arguments arguments) {
    if (!(item instanceof MappedSequence row)) {
      return null;
    }
    if (key instanceof Callable) {
      return arguments.context().call(key, List.of(row), Map.of());
    }
    List<@Nullable Object> parts = new ArrayList<>();
    for (Object name : key instanceof List<?> names ? names : List.of(String.valueOf(key))) {
      Object value = value(row, String.valueOf(name), arguments);
      parts.add(value == null);
      parts.add(value == null ? 0L : value);
    }
    return Tuple.copyOf(parts);
  }

  /** As Python's slices: a start, a stop, and how far apart. */
  private static Object limit(TableValue table, Arguments arguments) {
    BoundArguments bound = arguments.bind(0, "start_or_stop", "stop", "step");
    boolean stopOnly = bound.get(1) == null && bound.get(2) == null;
    Slice part =
        stopOnly
            ? new Slice(null, bound.get(0), null)
            : new Slice(bound.get(0), bound.get(1), bound.get(2));
    List<MappedSequence> rows = new ArrayList<>();
    Iteration.list(part.of(table.rowList())).forEach(row -> rows.add((MappedSequence) row));
    return table.withRows(rows);
  }

  private static Object distinct(TableValue table, Arguments arguments) {
    Object key = arguments.get(0, "key", null);
    Set<@Nullable Object> seen = new HashSet<>();
    return table.withRows(
        table.rowList().stream()
            .filter(row -> seen.add(key == null ? row.values() : sortKey(row, key, arguments)))
            .toList());
  }

  private static Object groupBy(TableValue table, Arguments arguments) {
    String column = PythonText.str(arguments.get(0, "key"));
    if (!table.columnNames().contains(column)) {
      throw arguments.error(
          "The table has no column '" + column + "'", column, table.columnNames());
    }
    return TableSet.of(table, column);
  }

  private static Object rename(TableValue table, Arguments arguments) {
    Object given = arguments.get(0, "column_names", null);
    List<String> names = new ArrayList<>(table.columnNames());
    if (given instanceof Map<?, ?> changes) {
      names.replaceAll(
          name -> changes.get(name) == null ? name : PythonText.str(changes.get(name)));
    } else if (given != null) {
      names = new ArrayList<>(Iteration.list(given).stream().map(PythonText::str).toList());
    }
    if (names.size() != table.columnNames().size()) {
      throw arguments.error("column_names and column_types must be the same length.");
    }
    return TableValue.of(
        names, table.rowList().stream().map(MappedSequence::values).toList(), table.printer());
  }
}
