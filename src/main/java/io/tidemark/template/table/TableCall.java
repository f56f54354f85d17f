package io.tidemark.template.table;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.BoundArguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.Iteration;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.Sizes;
import io.tidemark.jinja.value.Tuple;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One call of a table's method: its arguments as agate reads them. */
record TableCall(TableValue table, Arguments arguments, BoundArguments bound) {

  /**
   * Reads the arguments.
   *
   * @param required how many of them must be given
   */
  static TableCall of(TableValue table, Arguments arguments, int required, String... names) {
    return new TableCall(table, arguments, arguments.bind(required, names));
  }

  @Nullable Object get(int index) {
    return bound.get(index);
  }

  /** A text, or the other one where none was given. */
  String text(int index, String otherwise) {
    return bound.get(index) == null ? otherwise : PythonText.str(bound.get(index));
  }

  /** The names in an argument that is one or a sequence of them. */
  List<@Nullable Object> keys(@Nullable Object given) {
    List<@Nullable Object> one = new ArrayList<>();
    one.add(given);
    return isSequence(given) ? Iteration.list(given) : one;
  }

  /** As {@link #keys}, of columns that are there. */
  List<TableColumn> columns(TableValue of, @Nullable Object given) {
    return keys(given).stream().map(key -> column(of, key)).toList();
  }

  /** The column of that name or at that place; an error that names the columns if there is none. */
  TableColumn column(TableValue of, @Nullable Object key) {
    TableColumn column = of.column(key);
    if (column == null) {
      String name = PythonText.str(key);
      throw arguments.error("The table has no column '" + name + "'", name, of.columnNames());
    }
    return column;
  }

  /** What a key makes of a row: a function's answer or the cell of a column. */
  Function<MappedSequence, @Nullable Object> cell(@Nullable Object key) {
    if (isFunction(key)) {
      return row -> call(key, row);
    }
    int index = column(table, key).index();
    return row -> row.values().get(index);
  }

  @Nullable Object call(@Nullable Object function, Object argument) {
    return arguments.context().call(function, List.of(argument), Map.of());
  }

  /**
   * The names of rows, given by a column's name, a function or a sequence.
   *
   * @param rows the rows that get them
   */
  @Nullable Keys rowNames(@Nullable Object given, List<MappedSequence> rows) {
    if (given == null) {
      return null;
    }
    List<@Nullable Object> names = new ArrayList<>();
    if (given instanceof String || isFunction(given)) {
      for (MappedSequence row : rows) {
        names.add(given instanceof String ? row.item(given) : call(given, row));
      }
    } else {
      names.addAll(Iteration.list(given));
    }
    return names.isEmpty() ? null : named(names);
  }

  /** Names for rows, none of them a whole number, which would be taken for a place. */
  Keys named(List<? extends @Nullable Object> names) {
    for (Object name : names) {
      if (name instanceof Long || name instanceof Integer || name instanceof BigInteger) {
        throw arguments.error(
            "Row names cannot be of type int, and the column of the key holds whole numbers.");
      }
      if (name == Missing.MISSING) {
        throw arguments.error("The rows have no such column to be named by.");
      }
    }
    return new Keys(names);
  }

  /** Counts rows that a table grows to, which are limited as the items of any value. */
  void grow(long rows) {
    arguments.context().spend(Sizes.checkItems(rows));
  }

  /** The names of the columns that are given as any values. */
  List<String> names(List<? extends @Nullable Object> given) {
    List<String> names = new ArrayList<>();
    for (Object name : given) {
      if (name != null && !(name instanceof String)) {
        throw arguments.error(
            "Column names must be strings or None, not " + PythonText.repr(name) + ".");
      }
      names.add(name == null ? "" : PythonText.str(name));
    }
    return names;
  }

  static boolean isFunction(@Nullable Object key) {
    return key instanceof Callable;
  }

  static boolean isSequence(@Nullable Object key) {
    return key instanceof List || key instanceof MappedSequence || key instanceof Tuple;
  }
}
