package io.tidemark.template.table;

import io.tidemark.jinja.value.DictKeys;
import io.tidemark.jinja.value.Iteration;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.Tuple;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Columns made rows, rows made columns, and rows added that a table lacks. */
final class TableShapes {

  private TableShapes() {}

  /** A row for each of the properties' columns. */
  static TableValue normalize(TableCall call) {
    TableValue table = call.table();
    List<TableColumn> keys = call.columns(table, call.get(0));
    List<TableColumn> properties = call.columns(table, call.get(1));
    call.grow((long) table.length() * properties.size());
    List<@Nullable Object> propertyNames = call.keys(call.get(1));
    List<String> names = new ArrayList<>(keys.stream().map(TableColumn::name).toList());
    names.add(call.text(2, "property"));
    names.add(call.text(3, "value"));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (MappedSequence row : table.rowList()) {
      for (int i = 0; i < properties.size(); i++) {
        List<@Nullable Object> values = new ArrayList<>();
        keys.forEach(key -> values.add(row.values().get(key.index())));
        values.add(propertyNames.get(i));
        values.add(row.values().get(properties.get(i).index()));
        rows.add(values);
      }
    }
    return TableValue.tested(TypeTester.AGATE, names, rows, typesOf(keys), null, table.printer());
  }

  private static Map<Integer, DataType> typesOf(List<TableColumn> keys) {
    Map<Integer, DataType> types = new HashMap<>();
    keys.forEach(key -> types.put(types.size(), key.type()));
    return types;
  }

  /** A column for each value of the property's column. */
  static TableValue denormalize(TableCall call) {
    List<TableColumn> keys =
        call.get(0) == null ? List.of() : call.columns(call.table(), call.get(0));
    String value = call.column(call.table(), call.text(2, "value")).name();
    return widened(
        call,
        keys.stream().map(TableColumn::name).toList(),
        call.column(call.table(), call.text(1, "property")).name(),
        value,
        call.bound()
            .get(
                3,
                call.column(call.table(), value).type() == DataType.NUMBER
                    ? BigDecimal.ZERO
                    : null),
        null);
  }

  /**
   * A column for each value of the property's column.
   *
   * @param missing what stands where there is no value
   * @param type the type of those columns, or null if it is to be found
   */
  static TableValue widened(
      TableCall call,
      List<String> keys,
      String property,
      String value,
      @Nullable Object missing,
      @Nullable DataType type) {
    TableValue table = call.table();
    List<TableColumn> keyColumns = call.columns(table, keys);
    Map<@Nullable Object, @Nullable Object> byKey = new LinkedHashMap<>();
    Set<String> fields = new LinkedHashSet<>();
    for (MappedSequence row : table.rowList()) {
      List<@Nullable Object> key = new ArrayList<>();
      keyColumns.forEach(column -> key.add(row.values().get(column.index())));
      String field = PythonText.str(row.item(property));
      fields.add(field);
      Object known = DictKeys.get(byKey, Tuple.copyOf(key));
      Cells cells = known instanceof Cells some ? some : new Cells(new HashMap<>());
      cells.byField().put(field, row.item(value));
      DictKeys.put(byKey, Tuple.copyOf(key), cells);
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    List<@Nullable Object> rowNames = new ArrayList<>();
    byKey.forEach(
        (key, cells) -> {
          List<@Nullable Object> row = new ArrayList<>((Tuple) Objects.requireNonNull(key));
          rowNames.add(row.size() == 1 ? row.get(0) : key);
          Map<String, @Nullable Object> byField = ((Cells) Objects.requireNonNull(cells)).byField();
          for (String field : fields) {
            row.add(byField.containsKey(field) ? byField.get(field) : missing);
          }
          rows.add(row);
        });
    List<String> names = new ArrayList<>(keys);
    names.addAll(fields);
    Map<Integer, DataType> types = typesOf(keyColumns);
    for (int i = keys.size(); type != null && i < names.size(); i++) {
      types.put(i, type);
    }
    return TableValue.tested(
        TypeTester.AGATE,
        names,
        rows,
        types,
        rowNames.isEmpty() ? null : call.named(rowNames),
        table.printer());
  }

  private record Cells(Map<String, @Nullable Object> byField) {}

  /** The table with a row for each key that it lacks. */
  static TableValue homogenize(TableCall call) {
    TableValue table = call.table();
    List<TableColumn> keys = call.columns(table, call.get(0));
    Set<@Nullable Object> known = new LinkedHashSet<>();
    for (MappedSequence row : table.rowList()) {
      List<@Nullable Object> key = new ArrayList<>();
      keys.forEach(column -> key.add(row.values().get(column.index())));
      DictKeys.add(known, Tuple.copyOf(key));
    }
    List<@Nullable Object> compared = Iteration.list(call.get(1));
    boolean single = keys.size() == 1 && !compared.stream().allMatch(TableCall::isSequence);
    List<List<? extends @Nullable Object>> rows = new ArrayList<>();
    table.rowList().forEach(row -> rows.add(row.values()));
    for (Object wanted : compared) {
      List<@Nullable Object> given =
          single ? Collections.singletonList(wanted) : Iteration.list(wanted);
      List<@Nullable Object> key = new ArrayList<>();
      for (int i = 0; i < keys.size() && i < given.size(); i++) {
        key.add(cast(call, keys.get(i).type(), given.get(i)));
      }
      if (DictKeys.add(known, Tuple.copyOf(key))) {
        rows.add(added(call, keys, key));
      }
    }
    return TableValue.typed(table.columnNames(), table.types(), rows, null, table.printer());
  }

  private static List<@Nullable Object> added(
      TableCall call, List<TableColumn> keys, List<@Nullable Object> key) {
    TableValue table = call.table();
    List<@Nullable Object> row;
    if (TableCall.isFunction(call.get(2))) {
      row = Iteration.list(call.call(call.get(2), Tuple.copyOf(key)));
    } else {
      row =
          call.get(2) == null
              ? new ArrayList<>(
                  Collections.nCopies(table.columnNames().size() - keys.size(), (Object) null))
              : new ArrayList<>(Iteration.list(call.get(2)));
      for (int i = 0; i < keys.size(); i++) {
        row.add(Math.min(keys.get(i).index(), row.size()), key.get(i));
      }
    }
    if (row.size() != table.columnNames().size()) {
      throw call.arguments()
          .error(
              "The row to be added has %d values, and the table %d columns."
                  .formatted(row.size(), table.columnNames().size()));
    }
    for (int i = 0; i < row.size(); i++) {
      row.set(i, cast(call, table.types().get(i), row.get(i)));
    }
    return row;
  }

  private static @Nullable Object cast(TableCall call, DataType type, @Nullable Object value) {
    Object cast = type == DataType.INTEGER ? CellCast.own(type, value) : CellCast.read(type, value);
    if (cast == Missing.MISSING) {
      throw call.arguments()
          .error("%s is no %s.".formatted(PythonText.repr(value), type.attributeName()));
    }
    return cast;
  }

  /** One table of several, with all their columns. */
  static TableValue merge(TableCall call) {
    List<TableValue> tables = new ArrayList<>();
    for (Object table : Iteration.list(call.get(0))) {
      if (!(table instanceof TableValue one)) {
        throw call.arguments().error("merge() takes tables, not " + PythonText.repr(table) + ".");
      }
      tables.add(one);
    }
    call.grow(tables.stream().mapToLong(TableValue::length).sum());
    List<@Nullable Object> wanted = call.get(2) == null ? null : Iteration.list(call.get(2));
    Map<String, DataType> columns = new LinkedHashMap<>();
    for (TableValue table : tables) {
      for (int i = 0; i < table.columnNames().size(); i++) {
        String name = table.columnNames().get(i);
        DataType type = table.types().get(i);
        if (wanted == null || wanted.contains(name)) {
          DataType known = columns.putIfAbsent(name, type);
          if (known != null && known != type) {
            throw call.arguments()
                .error(
                    "Tables contain columns with the same names, but different types: %s is %s and %s."
                        .formatted(name, known.attributeName(), type.attributeName()));
          }
        }
      }
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (TableValue table : tables) {
      for (MappedSequence row : table.rowList()) {
        List<@Nullable Object> values = new ArrayList<>();
        columns.keySet().forEach(name -> values.add(row.named(name)));
        rows.add(values);
      }
    }
    TableValue merged =
        TableValue.typed(
            List.copyOf(columns.keySet()),
            List.copyOf(columns.values()),
            rows,
            null,
            call.table().printer());
    return merged.withRows(merged.rowList(), call.rowNames(call.get(1), merged.rowList()));
  }

  /** The table with other names of columns or rows. */
  static TableValue rename(TableCall call) {
    TableValue table = call.table();
    List<String> names = table.columnNames();
    boolean slugs = call.bound().truth(2, false);
    boolean given = call.get(0) != null;
    if (call.get(0) instanceof Map<?, ?> changes) {
      names =
          names.stream()
              .map(name -> changes.containsKey(name) ? PythonText.str(changes.get(name)) : name)
              .toList();
    } else if (given) {
      names = call.names(Iteration.list(call.get(0)));
    }
    if (slugs) {
      String separator = call.text(4, "_");
      names = names.stream().map(name -> ColumnNames.slug(name, separator)).toList();
      names = given ? ColumnNames.numbered(names, separator) : names;
    }
    if (names.size() != table.columnNames().size()) {
      throw call.arguments().error("column_names and column_types must be the same length.");
    }
    TableValue renamed =
        TableValue.typed(
            names,
            table.types(),
            table.rowList().stream().map(MappedSequence::values).toList(),
            table.rowNames(),
            table.printer());
    Object rows = call.get(1);
    if (rows instanceof Map<?, ?> changes && table.rowNames() != null) {
      List<@Nullable Object> rowNames = new ArrayList<>();
      for (Object name : table.rowNames().names()) {
        Object changed = DictKeys.get(changes, name);
        rowNames.add(changed == Missing.MISSING ? name : changed);
      }
      return renamed.withRows(renamed.rowList(), call.named(rowNames));
    }
    return rows == null
        ? renamed
        : renamed.withRows(renamed.rowList(), call.rowNames(rows, renamed.rowList()));
  }

  /** A table of dictionaries, those within them by their paths. */
  static TableValue fromObject(TableCall call) {
    List<Map<String, @Nullable Object>> objects = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    for (Object item : Iteration.list(call.get(0))) {
      Map<String, @Nullable Object> flat = new LinkedHashMap<>();
      flatten(item, "", flat);
      names.addAll(flat.keySet());
      objects.add(flat);
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Map<String, @Nullable Object> object : objects) {
      List<@Nullable Object> row = new ArrayList<>();
      names.forEach(name -> row.add(object.get(name)));
      rows.add(row);
    }
    TableValue made =
        TableValue.tested(
            TypeTester.AGATE, List.copyOf(names), rows, Map.of(), null, call.table().printer());
    return made.withRows(made.rowList(), call.rowNames(call.get(1), made.rowList()));
  }

  private static void flatten(
      @Nullable Object value, String path, Map<String, @Nullable Object> flat) {
    if (value instanceof Map<?, ?> dict) {
      dict.forEach((key, item) -> flatten(item, path + PythonText.str(key) + "/", flat));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        flatten(list.get(i), path + i + "/", flat);
      }
    } else {
      flat.put(path.replaceAll("^/+|/+$", ""), value);
    }
  }
}
