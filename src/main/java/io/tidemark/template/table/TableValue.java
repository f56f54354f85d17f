package io.tidemark.template.table;

import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.HasItems;
import io.tidemark.jinja.value.HasLength;
import io.tidemark.jinja.value.HasText;
import io.tidemark.jinja.value.HasType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query in a template, like a table of Python's agate. Its values are null, a whole
 * number, a {@link BigDecimal}, a boolean, a date, a moment or a text. Immutable.
 */
public final class TableValue
    implements HasItems, HasAttributes, HasLength, HasText, HasType, Iterable<@Nullable Object> {

  private final List<String> columnNames;
  private final List<DataType> types;
  private final MappedSequence rows;
  private final Consumer<String> printer;

  private TableValue(
      List<String> columnNames,
      List<DataType> types,
      List<MappedSequence> rows,
      Consumer<String> printer) {
    this.columnNames = List.copyOf(columnNames);
    this.types = List.copyOf(types);
    this.rows = new MappedSequence("agate.MappedSequence", rows, List.of());
    this.printer = printer;
  }

  /**
   * A table. A column's name that repeats gets a number, as in dbt.
   *
   * @param printer takes what {@code print_table} prints
   */
  public static TableValue of(
      List<String> columns,
      List<? extends List<? extends @Nullable Object>> rows,
      Consumer<String> printer) {
    List<String> names = distinct(columns);
    List<DataType> types =
        IntStream.range(0, names.size()).mapToObj(i -> DataType.of(column(rows, i))).toList();
    List<MappedSequence> made = new ArrayList<>();
    for (List<? extends @Nullable Object> row : rows) {
      made.add(new MappedSequence("agate.Row", row, names));
    }
    return new TableValue(names, types, made, printer);
  }

  /** A table without rows and columns: what a statement gives that was not to be fetched. */
  public static TableValue empty(Consumer<String> printer) {
    return of(List.of(), List.of(), printer);
  }

  private static List<@Nullable Object> column(
      List<? extends List<? extends @Nullable Object>> rows, int index) {
    List<@Nullable Object> values = new ArrayList<>();
    for (List<? extends @Nullable Object> row : rows) {
      values.add(row.get(index));
    }
    return values;
  }

  private static List<String> distinct(List<String> columns) {
    Map<String, Integer> seen = new HashMap<>();
    List<String> names = new ArrayList<>();
    for (String column : columns) {
      int times = seen.merge(column, 1, Integer::sum);
      names.add(times == 1 ? column : column + "_" + times);
    }
    return names;
  }

  /** The same columns with other rows. */
  TableValue withRows(List<MappedSequence> other) {
    return new TableValue(columnNames, types, other, printer);
  }

  /** The names of the columns, in order. */
  public List<String> columnNames() {
    return columnNames;
  }

  List<DataType> types() {
    return types;
  }

  Consumer<String> printer() {
    return printer;
  }

  /** The rows. */
  List<MappedSequence> rowList() {
    List<MappedSequence> list = new ArrayList<>();
    for (Object row : rows.values()) {
      list.add((MappedSequence) Objects.requireNonNull(row));
    }
    return list;
  }

  MappedSequence rows() {
    return rows;
  }

  /** The columns with their values. */
  MappedSequence columns() {
    List<TableColumn> columns = new ArrayList<>();
    List<MappedSequence> all = rowList();
    for (int i = 0; i < columnNames.size(); i++) {
      int index = i;
      List<@Nullable Object> values = new ArrayList<>();
      all.forEach(row -> values.add(row.values().get(index)));
      columns.add(new TableColumn(columnNames.get(i), i, types.get(i), values));
    }
    return new MappedSequence("agate.MappedSequence", columns, columnNames);
  }

  /** The type that a column of the database needs for the values of this one. */
  public String sqlType(int column) {
    DataType type = types.get(column);
    if (type != DataType.NUMBER) {
      return type.sql();
    }
    boolean whole =
        rowList().stream()
            .map(row -> row.values().get(column))
            .allMatch(
                value -> !(value instanceof BigDecimal d) || d.stripTrailingZeros().scale() <= 0);
    return whole ? "integer" : type.sql();
  }

  @Override
  public @Nullable Object attribute(String name) {
    return TableMethods.of(this, name);
  }

  @Override
  public Collection<String> attributeNames() {
    return TableMethods.NAMES;
  }

  @Override
  public @Nullable Object item(@Nullable Object key) {
    return rows.item(key);
  }

  @Override
  public int length() {
    return rows.length();
  }

  @Override
  public Iterator<@Nullable Object> iterator() {
    return rows.iterator();
  }

  /** Its columns and their types, as agate prints its structure. */
  @Override
  public String text() {
    return TableText.structure(this);
  }

  @Override
  public String representation() {
    return "<agate.table.Table object at 0x" + Integer.toHexString(hashCode()) + ">";
  }

  @Override
  public String typeName() {
    return "agate.Table";
  }
}
