package io.tidemark.template.table;

import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.HasItems;
import io.tidemark.jinja.value.HasLength;
import io.tidemark.jinja.value.HasText;
import io.tidemark.jinja.value.HasType;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query in a template, like a table of Python's agate. Its values are null, a whole
 * number, a {@link java.math.BigDecimal}, a boolean, a date, a moment or a text. Immutable.
 */
public final class TableValue
    implements HasItems, HasAttributes, HasLength, HasText, HasType, Iterable<@Nullable Object> {

  private final List<String> columnNames;
  private final List<DataType> types;
  private final MappedSequence rows;
  private final Consumer<String> printer;
  private @Nullable MappedSequence columns;

  /**
   * A table of rows that are whole.
   *
   * @param rowNames the names of the rows, or null
   */
  private TableValue(
      List<String> columnNames,
      List<DataType> types,
      List<MappedSequence> rows,
      @Nullable Keys rowNames,
      Consumer<String> printer) {
    this.columnNames = List.copyOf(columnNames);
    this.types = List.copyOf(types);
    this.rows = new MappedSequence("agate.MappedSequence", rows, rowNames);
    this.printer = printer;
  }

  /**
   * A table as dbt types it. A column's name that repeats gets a number.
   *
   * @param printer takes what {@code print_table} prints
   */
  public static TableValue of(
      List<String> columns,
      List<? extends List<? extends @Nullable Object>> rows,
      Consumer<String> printer) {
    return tested(TypeTester.DBT, columns, rows, Map.of(), null, printer);
  }

  /** A table without rows and columns: what a statement gives that was not to be fetched. */
  public static TableValue empty(Consumer<String> printer) {
    return of(List.of(), List.of(), printer);
  }

  /**
   * A table whose types are found.
   *
   * @param forced those that are known, by the place of the column
   */
  static TableValue tested(
      TypeTester tester,
      List<String> columns,
      List<? extends List<? extends @Nullable Object>> rows,
      Map<Integer, DataType> forced,
      @Nullable Keys rowNames,
      Consumer<String> printer) {
    List<DataType> types = tester.types(columns.size(), rows, forced);
    List<List<@Nullable Object>> cast = new ArrayList<>();
    for (List<? extends @Nullable Object> row : rows) {
      List<@Nullable Object> values = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        Object value = forced.containsKey(i) ? row.get(i) : tester.cast(types.get(i), row.get(i));
        values.add(value == Missing.MISSING ? row.get(i) : value);
      }
      cast.add(values);
    }
    return typed(columns, types, cast, rowNames, printer);
  }

  /** A table whose types are known. */
  static TableValue typed(
      List<String> columns,
      List<DataType> types,
      List<? extends List<? extends @Nullable Object>> rows,
      @Nullable Keys rowNames,
      Consumer<String> printer) {
    List<String> names = ColumnNames.distinct(columns);
    Keys keys = new Keys(names);
    List<MappedSequence> made = new ArrayList<>();
    for (List<? extends @Nullable Object> row : rows) {
      made.add(new MappedSequence("agate.Row", row, keys));
    }
    return new TableValue(names, types, made, rowNames, printer);
  }

  /** The same columns with other rows. */
  TableValue withRows(List<MappedSequence> other, @Nullable Keys rowNames) {
    return new TableValue(columnNames, types, other, rowNames, printer);
  }

  /** The rows at those places, with their names. */
  TableValue pick(List<Integer> places) {
    List<MappedSequence> all = rowList();
    Keys names = rows.keys();
    return withRows(
        places.stream().map(all::get).toList(),
        names == null
            ? null
            : new Keys(Tuple.copyOf(places.stream().map(names.names()::get).toList())));
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

  /** The names of the rows; null where they have none. */
  @Nullable Keys rowNames() {
    return rows.keys();
  }

  /** The columns with their values. */
  MappedSequence columns() {
    MappedSequence known = columns;
    if (known != null) {
      return known;
    }
    List<TableColumn> made = new ArrayList<>();
    List<MappedSequence> all = rowList();
    for (int i = 0; i < columnNames.size(); i++) {
      int index = i;
      List<@Nullable Object> values = new ArrayList<>();
      all.forEach(row -> values.add(row.values().get(index)));
      made.add(new TableColumn(columnNames.get(i), i, types.get(i), values, rows.keys()));
    }
    known = new MappedSequence("agate.MappedSequence", made, new Keys(columnNames));
    columns = known;
    return known;
  }

  /** A column by its name or place; null if there is none such. */
  @Nullable TableColumn column(@Nullable Object key) {
    return columns().item(key) instanceof TableColumn column ? column : null;
  }

  /** The type that a column of the database needs for the values of this one. */
  public String sqlType(int column) {
    DataType type = types.get(column);
    if (type != DataType.NUMBER) {
      return type.sql();
    }
    List<@Nullable Object> values =
        rowList().stream().<@Nullable Object>map(row -> row.values().get(column)).toList();
    return NumberPlaces.of(values) == 0 ? "integer" : type.sql();
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
    return TableText.structure(this, null) + "\n";
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
