package io.tidemark.template.table;

import io.tidemark.jinja.operator.Slice;
import io.tidemark.jinja.value.Comparison;
import io.tidemark.jinja.value.Iteration;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.SortedItems;
import io.tidemark.jinja.value.Truth;
import io.tidemark.jinja.value.Tuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows and columns of a table that are taken, left out or put in another order. */
final class TableRows {

  private TableRows() {}

  /** The columns of these names, in their order. */
  static TableValue select(TableCall call) {
    List<@Nullable Object> keys = call.keys(call.get(0));
    List<TableColumn> columns = new ArrayList<>();
    for (Object key : keys) {
      if (!(key instanceof String)) {
        throw call.arguments().error("A column's name is a text, not " + PythonText.repr(key));
      }
      columns.add(call.column(call.table(), key));
    }
    return taken(call.table(), columns);
  }

  /** All columns but these. */
  static TableValue exclude(TableCall call) {
    List<@Nullable Object> keys = call.keys(call.get(0));
    return taken(
        call.table(),
        call.table().columnNames().stream()
            .filter(name -> !keys.contains(name))
            .map(name -> call.column(call.table(), name))
            .toList());
  }

  private static TableValue taken(TableValue table, List<TableColumn> columns) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (MappedSequence row : table.rowList()) {
      List<@Nullable Object> values = new ArrayList<>();
      columns.forEach(column -> values.add(row.values().get(column.index())));
      rows.add(values);
    }
    return TableValue.typed(
        columns.stream().map(TableColumn::name).toList(),
        columns.stream().map(TableColumn::type).toList(),
        rows,
        table.rowNames(),
        table.printer());
  }

  /** The places of the rows for which the call's function is true. */
  static List<Integer> matching(TableCall call) {
    List<MappedSequence> rows = call.table().rowList();
    return IntStream.range(0, rows.size())
        .boxed()
        .filter(i -> Truth.of(call.call(call.get(0), rows.get(i))))
        .toList();
  }

  /** NULLs come last, whatever is beside them. */
  static TableValue orderBy(TableCall call) {
    TableValue table = call.table();
    List<MappedSequence> rows = table.rowList();
    if (rows.isEmpty()) {
      return table;
    }
    Object key = call.get(0);
    List<@Nullable Object> sortKeys = new ArrayList<>();
    List<TableColumn> columns = TableCall.isFunction(key) ? List.of() : call.columns(table, key);
    for (MappedSequence row : rows) {
      List<@Nullable Object> parts = new ArrayList<>();
      if (TableCall.isFunction(key)) {
        addPart(parts, call.call(key, row));
      }
      columns.forEach(column -> addPart(parts, row.values().get(column.index())));
      sortKeys.add(Tuple.copyOf(parts));
    }
    List<@Nullable Object> sorted =
        SortedItems.sorted(
            IntStream.range(0, rows.size()).boxed().toList(),
            place -> sortKeys.get((Integer) place),
            call.bound().truth(1, false));
    return table.pick(sorted.stream().map(Integer.class::cast).toList());
  }

  private static void addPart(List<@Nullable Object> parts, @Nullable Object value) {
    parts.add(value == null);
    parts.add(value == null ? 0L : value);
  }

  /** As Python's slices: a start, a stop, and how far apart. */
  static TableValue limit(TableCall call) {
    boolean stopOnly = !Truth.of(call.get(1)) && !Truth.of(call.get(2));
    Slice part =
        stopOnly
            ? new Slice(null, call.get(0), null)
            : new Slice(call.get(0), call.get(1), call.get(2));
    List<Integer> places = new ArrayList<>();
    List<Integer> all = IntStream.range(0, call.table().length()).boxed().toList();
    Iteration.list(part.of(all)).forEach(place -> places.add((Integer) place));
    return call.table().pick(places);
  }

  /**
   * The first row of each key. Of several columns agate makes a key that equals no other, so that
   * all rows stay.
   */
  static TableValue distinct(TableCall call) {
    Object key = call.get(0);
    List<MappedSequence> rows = call.table().rowList();
    if (TableCall.isSequence(key)) {
      return call.table();
    }
    Set<Object> seen = new HashSet<>();
    List<Object> others = new ArrayList<>();
    List<Integer> first = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Object cell = key == null ? rows.get(i).values() : call.cell(key).apply(rows.get(i));
      Object known = cell == null ? Missing.MISSING : cell;
      boolean plain = known instanceof String || known instanceof Long || known == Missing.MISSING;
      if (plain ? seen.add(known) : others.stream().noneMatch(o -> Comparison.equal(o, known))) {
        first.add(i);
        if (!plain) {
          others.add(known);
        }
      }
    }
    return call.table().pick(first);
  }
}
