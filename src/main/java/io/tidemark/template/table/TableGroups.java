package io.tidemark.template.table;

import io.tidemark.jinja.value.DictKeys;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.Tuple;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows brought together by a key, and counted. */
final class TableGroups {

  private static final Set<String> NULLS = Set.of("", "na", "n/a", "none", "null", ".");
  private static final String COUNT = "Count";

  private TableGroups() {}

  /** The tables of the rows that have one key. */
  static TableSetValue groupBy(
      TableCall call, @Nullable Object key, @Nullable String keyName, @Nullable DataType keyType) {
    TableValue table = call.table();
    boolean function = TableCall.isFunction(key);
    String name = keyName != null ? keyName : function ? "group" : call.column(table, key).name();
    DataType type =
        keyType != null ? keyType : function ? DataType.TEXT : call.column(table, key).type();
    Function<MappedSequence, @Nullable Object> cell = call.cell(key);
    Map<@Nullable Object, @Nullable Object> groups = new LinkedHashMap<>();
    for (MappedSequence row : table.rowList()) {
      Object group = CellCast.own(type, cell.apply(row));
      if (group == Missing.MISSING) {
        throw call.arguments().error("A group's name is no " + type.attributeName() + ".");
      }
      Object known = function && isNull(group) ? null : group;
      if (!(DictKeys.get(groups, known) instanceof Rows rows)) {
        Rows rows = new Rows(new ArrayList<>());
        DictKeys.put(groups, known, rows);
        rows.list().add(row);
      } else {
        rows.list().add(row);
      }
    }
    List<Object> tables = new ArrayList<>();
    for (Object rows : groups.values()) {
      tables.add(table.withRows(((Rows) rows).list(), null));
    }
    TableValue sample = table.withRows(List.of(), null);
    if (tables.isEmpty()) {
      tables.add(sample);
    }
    return new TableSetValue(tables, new ArrayList<>(groups.keySet()), name, type, sample);
  }

  private record Rows(List<MappedSequence> list) {}

  /** What agate takes for no text where a function has given it. */
  private static boolean isNull(@Nullable Object group) {
    return group instanceof String text && NULLS.contains(text.strip().toLowerCase(Locale.ROOT));
  }

  /** How many rows each key has, in a column for each value of another one if that is wanted. */
  static Object pivot(TableCall call) {
    if (call.get(2) != null || call.get(3) != null) {
      throw noAggregations(call);
    }
    List<@Nullable Object> keys = call.get(0) == null ? List.of() : call.keys(call.get(0));
    Object property = call.get(1);
    Object keyName = call.get(5);
    List<@Nullable Object> by = new ArrayList<>(keys);
    if (property != null) {
      by.add(property);
    }
    if (by.isEmpty()) {
      Map<@Nullable Object, @Nullable Object> counted = new OrderedDict();
      counted.put(COUNT, (long) call.table().length());
      return counted;
    }
    Object groups = call.table();
    for (int i = 0; i < by.size(); i++) {
      String name = keyName != null && i < keys.size() ? PythonText.str(keyName) : null;
      groups = grouped(call, groups, by.get(i), name);
    }
    TableValue counts = aggregated(call, (TableSetValue) groups, true);
    if (property == null) {
      return counts;
    }
    int before = keys.size();
    return TableShapes.widened(
        new TableCall(counts, call.arguments(), call.bound()),
        counts.columnNames().subList(0, before),
        counts.columnNames().get(before),
        COUNT,
        call.bound().get(4, BigDecimal.ZERO),
        DataType.NUMBER);
  }

  private static Object grouped(
      TableCall call, Object groups, @Nullable Object key, @Nullable String name) {
    if (groups instanceof TableSetValue set) {
      return set.map(table -> grouped(call, table, key, name));
    }
    return groupBy(
        new TableCall((TableValue) groups, call.arguments(), call.bound()), key, name, null);
  }

  /** A row for each group, with its count if that is wanted. */
  static TableValue aggregated(TableCall call, TableSetValue set, boolean counted) {
    List<String> names = new ArrayList<>();
    List<DataType> types = new ArrayList<>();
    TableSetValue level = set;
    while (level != null) {
      names.add(level.keyName());
      types.add(level.keyType());
      level =
          !level.values().isEmpty() && level.values().get(0) instanceof TableSetValue inner
              ? inner
              : null;
    }
    int keys = names.size();
    if (counted) {
      names.add(COUNT);
      types.add(DataType.NUMBER);
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    addRows(set, List.of(), counted, rows);
    List<@Nullable Object> rowNames = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      rowNames.add(keys == 1 ? row.get(0) : Tuple.copyOf(row.subList(0, keys)));
    }
    return TableValue.typed(
        names, types, rows, rows.isEmpty() ? null : call.named(rowNames), call.table().printer());
  }

  private static void addRows(
      TableSetValue set,
      List<? extends @Nullable Object> outer,
      boolean counted,
      List<List<@Nullable Object>> rows) {
    for (int i = 0; i < set.groupNames().size(); i++) {
      List<@Nullable Object> row = new ArrayList<>(outer);
      row.add(set.groupNames().get(i));
      Object table = set.values().get(i);
      if (table instanceof TableSetValue inner) {
        addRows(inner, row, counted, rows);
      } else {
        if (counted && table instanceof TableValue rowsOf) {
          row.add(BigDecimal.valueOf(rowsOf.length()));
        }
        rows.add(row);
      }
    }
  }

  /** Templates have no way to agate's aggregations and computations, in dbt neither. */
  static RuntimeException noAggregations(TableCall call) {
    return call.arguments()
        .error(
            "%s() takes agate's Aggregation and Computation objects, which no template has. Use the"
                    .formatted(call.arguments().function())
                + " filters sum, min, max and length on a column's values, or do it in the query.");
  }
}
