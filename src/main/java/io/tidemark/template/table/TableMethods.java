package io.tidemark.template.table;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.Iteration;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.Truth;
import io.tidemark.jinja.value.Tuple;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The attributes and methods of a table. */
final class TableMethods {

  static final List<String> NAMES =
      List.of(
          "columns",
          "column_names",
          "column_types",
          "rows",
          "row_names",
          "print_table",
          "print_html",
          "print_csv",
          "print_json",
          "print_structure",
          "print_bars",
          "select",
          "exclude",
          "where",
          "find",
          "order_by",
          "limit",
          "distinct",
          "rename",
          "group_by",
          "pivot",
          "join",
          "merge",
          "homogenize",
          "normalize",
          "denormalize",
          "bins",
          "aggregate",
          "compute",
          "from_object");

  private TableMethods() {}

  static @Nullable Object of(TableValue table, String name) {
    Callable method = printing(table, name);
    if (method == null) {
      method = rows(table, name);
    }
    if (method == null) {
      method = shapes(table, name);
    }
    if (method != null) {
      return method;
    }
    return switch (name) {
      case "columns" -> table.columns();
      case "column_names" -> Tuple.copyOf(table.columnNames());
      case "column_types" -> Tuple.copyOf(table.types());
      case "rows" -> table.rows();
      case "row_names" -> table.rowNames() == null ? null : Tuple.copyOf(table.rowNames().names());
      default -> Missing.MISSING;
    };
  }

  private static @Nullable Callable printing(TableValue table, String name) {
    return switch (name) {
      case "print_table" -> arguments -> print(table, TableText.table(table, bounds(arguments)));
      case "print_html" -> arguments -> print(table, TableText.html(table, bounds(arguments)));
      case "print_csv" ->
          arguments ->
              print(
                  table,
                  TableOutput.csv(
                      TableCall.of(
                          table,
                          arguments,
                          0,
                          "delimiter",
                          "quotechar",
                          "lineterminator",
                          "line_numbers")));
      case "print_json" ->
          arguments ->
              print(
                  table,
                  TableOutput.json(
                      TableCall.of(
                          table,
                          arguments,
                          0,
                          "key",
                          "newline",
                          "indent",
                          "sort_keys",
                          "ensure_ascii")));
      case "print_structure" ->
          arguments -> {
            Object most = arguments.bind(0, "output", "max_rows").get(1);
            return print(
                table,
                TableText.structure(table, most instanceof Long rows ? clamped(rows) : null));
          };
      case "print_bars" ->
          arguments ->
              print(
                  table,
                  BarChart.of(
                      TableCall.of(
                          table,
                          arguments,
                          0,
                          "label_column_name",
                          "value_column_name",
                          "domain",
                          "width",
                          "output",
                          "printable")));
      default -> null;
    };
  }

  private static @Nullable Callable rows(TableValue table, String name) {
    return switch (name) {
      case "select" -> arguments -> TableRows.select(TableCall.of(table, arguments, 1, "key"));
      case "exclude" -> arguments -> TableRows.exclude(TableCall.of(table, arguments, 1, "key"));
      case "where" ->
          arguments -> table.pick(TableRows.matching(TableCall.of(table, arguments, 1, "test")));
      case "find" ->
          arguments -> {
            List<Integer> found = TableRows.matching(TableCall.of(table, arguments, 1, "test"));
            return found.isEmpty() ? null : table.rowList().get(found.get(0));
          };
      case "order_by" ->
          arguments -> TableRows.orderBy(TableCall.of(table, arguments, 1, "key", "reverse"));
      case "limit" ->
          arguments ->
              TableRows.limit(TableCall.of(table, arguments, 0, "start_or_stop", "stop", "step"));
      case "distinct" -> arguments -> TableRows.distinct(TableCall.of(table, arguments, 0, "key"));
      default -> null;
    };
  }

  private static @Nullable Callable shapes(TableValue table, String name) {
    return switch (name) {
      case "rename" ->
          arguments ->
              TableShapes.rename(
                  TableCall.of(
                      table,
                      arguments,
                      0,
                      "column_names",
                      "row_names",
                      "slug_columns",
                      "slug_rows",
                      "separator"));
      case "group_by" ->
          arguments -> {
            TableCall call = TableCall.of(table, arguments, 1, "key", "key_name", "key_type");
            return TableGroups.groupBy(
                call,
                call.get(0),
                Truth.of(call.get(1)) ? PythonText.str(call.get(1)) : null,
                call.get(2) instanceof DataType type ? type : null);
          };
      case "pivot" ->
          arguments ->
              TableGroups.pivot(
                  TableCall.of(
                      table,
                      arguments,
                      0,
                      "key",
                      "pivot",
                      "aggregation",
                      "computation",
                      "default_value",
                      "key_name"));
      case "join" ->
          arguments ->
              TableJoin.of(
                  TableCall.of(
                      table,
                      arguments,
                      1,
                      "right_table",
                      "left_key",
                      "right_key",
                      "inner",
                      "full_outer",
                      "require_match",
                      "columns"));
      case "merge" ->
          arguments ->
              TableShapes.merge(
                  TableCall.of(table, arguments, 1, "tables", "row_names", "column_names"));
      case "homogenize" ->
          arguments ->
              TableShapes.homogenize(
                  TableCall.of(table, arguments, 2, "key", "compare_values", "default_row"));
      case "normalize" ->
          arguments ->
              TableShapes.normalize(
                  TableCall.of(
                      table, arguments, 2, "key", "properties", "property_column", "value_column"));
      case "denormalize" ->
          arguments ->
              TableShapes.denormalize(
                  TableCall.of(
                      table,
                      arguments,
                      0,
                      "key",
                      "property_column",
                      "value_column",
                      "default_value"));
      case "bins" ->
          arguments ->
              NumberBins.of(
                  TableCall.of(table, arguments, 1, "column_name", "count", "start", "end"));
      case "from_object" ->
          arguments ->
              TableShapes.fromObject(TableCall.of(table, arguments, 1, "obj", "row_names"));
      case "aggregate" ->
          arguments -> ofNone(TableCall.of(table, arguments, 1, "aggregations"), new OrderedDict());
      case "compute" ->
          arguments -> ofNone(TableCall.of(table, arguments, 1, "computations", "replace"), table);
      case "to_csv",
          "to_json",
          "from_csv",
          "from_json",
          "from_fixed",
          "bar_chart",
          "column_chart",
          "line_chart",
          "scatterplot" ->
          arguments -> {
            throw TableFiles.refused(arguments);
          };
      default -> null;
    };
  }

  private static @Nullable Object print(TableValue table, String text) {
    if (!text.isEmpty()) {
      table.printer().accept(text);
    }
    return null;
  }

  private static int clamped(long number) {
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE, number));
  }

  private static TableText.Bounds bounds(Arguments arguments) {
    TableCall call =
        TableCall.of(
            TableValue.empty(text -> {}),
            arguments,
            0,
            "max_rows",
            "max_columns",
            "output",
            "max_column_width",
            "locale",
            "max_precision");
    return new TableText.Bounds(
        bound(call, 0, 20), bound(call, 1, 6), bound(call, 3, 20), bound(call, 5, 3));
  }

  private static int bound(TableCall call, int index, int otherwise) {
    if (!call.bound().has(index)) {
      return otherwise;
    }
    return call.get(index) == null
        ? Integer.MAX_VALUE
        : clamped(call.bound().clamped(index, otherwise));
  }

  /** What is made of no aggregation or computation, which is all that a template can name. */
  private static Object ofNone(TableCall call, Object result) {
    if (!TableCall.isSequence(call.get(0)) || !Iteration.list(call.get(0)).isEmpty()) {
      throw TableGroups.noAggregations(call);
    }
    return result;
  }
}
