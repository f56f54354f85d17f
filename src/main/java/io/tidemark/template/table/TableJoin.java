package io.tidemark.template.table;

import io.tidemark.jinja.value.Comparison;
import io.tidemark.jinja.value.DictKeys;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.Sizes;
import io.tidemark.jinja.value.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Two tables beside each other, by a key or by the order of their rows. */
final class TableJoin {

  private final TableCall call;
  private final TableValue left;
  private final TableValue right;
  private final @Nullable Object columns;
  private final boolean inner;
  private final boolean full;
  private final boolean match;
  private Set<Integer> keyColumns = Set.of();

  private TableJoin(TableCall call) {
    this.call = call;
    this.left = call.table();
    if (!(call.get(0) instanceof TableValue other)) {
      throw call.arguments().error("join() takes a table, not " + PythonText.repr(call.get(0)));
    }
    this.right = other;
    this.inner = call.bound().truth(3, false);
    this.full = call.bound().truth(4, false);
    this.match = call.bound().truth(5, false);
    this.columns = call.get(6);
    if (inner && full) {
      throw call.arguments().error("A join can not be both \"inner\" and \"full_outer\".");
    }
  }

  /** The table of a call of {@code join}. */
  static TableValue of(TableCall call) {
    return new TableJoin(call).table();
  }

  private TableValue table() {
    Object leftKey = call.get(1);
    Object rightKey = call.get(2) == null ? leftKey : call.get(2);
    List<@Nullable Object> leftData = data(left, leftKey);
    List<@Nullable Object> rightData = data(right, leftKey == null ? null : rightKey);
    if (leftKey != null && !TableCall.isFunction(rightKey)) {
      keyColumns =
          Set.copyOf(
              call.columns(right, rightKey).stream().map(TableColumn::index).distinct().toList());
    }
    List<Integer> taken =
        IntStream.range(0, right.columnNames().size()).filter(this::takes).boxed().toList();
    Map<@Nullable Object, @Nullable Object> byKey = new LinkedHashMap<>();
    for (int i = 0; i < rightData.size(); i++) {
      if (DictKeys.get(byKey, rightData.get(i)) instanceof Places places) {
        places.list().add(i);
      } else {
        DictKeys.put(byKey, rightData.get(i), new Places(new ArrayList<>(List.of(i))));
      }
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    List<@Nullable Object> names = new ArrayList<>();
    List<MappedSequence> leftRows = left.rowList();
    List<MappedSequence> rightRows = right.rowList();
    for (int i = 0; i < leftData.size(); i++) {
      Object found = DictKeys.get(byKey, leftData.get(i));
      if (match && !(found instanceof Places)) {
        throw call.arguments()
            .error(
                "Left key \"%s\" does not have a matching right key."
                    .formatted(PythonText.str(leftData.get(i))));
      }
      int before = rows.size();
      int more = found instanceof Places places ? places.list().size() : 1;
      call.arguments().context().spend(Sizes.checkItems(before + (long) more) - before);
      if (found instanceof Places places) {
        for (int place : places.list()) {
          rows.add(row(leftRows.get(i), rightRows.get(place), taken));
        }
      } else if (!inner) {
        rows.add(row(leftRows.get(i), null, taken));
      }
      for (int added = before; added < rows.size() && left.rowNames() != null; added++) {
        names.add(left.rowNames().names().get(i));
      }
    }
    // agate reads a key of several columns once, so that nothing of the right is left by here.
    if (full && !TableCall.isSequence(rightKey)) {
      addUnmatched(leftData, rightData, rows, taken);
    }
    return TableValue.typed(
        columnNames(taken),
        types(taken),
        rows,
        full || names.isEmpty() ? null : new Keys(names),
        left.printer());
  }

  private record Places(List<Integer> list) {}

  private List<@Nullable Object> data(TableValue table, @Nullable Object key) {
    List<@Nullable Object> data = new ArrayList<>();
    List<MappedSequence> rows = table.rowList();
    if (key == null) {
      for (int i = 0; i < rows.size(); i++) {
        data.add((long) i);
      }
      return data;
    }
    if (TableCall.isFunction(key)) {
      rows.forEach(row -> data.add(call.call(key, row)));
      return data;
    }
    List<TableColumn> columns = call.columns(table, key);
    for (MappedSequence row : rows) {
      List<@Nullable Object> cells = new ArrayList<>();
      columns.forEach(column -> cells.add(row.values().get(column.index())));
      data.add(TableCall.isSequence(key) ? Tuple.copyOf(cells) : cells.get(0));
    }
    return data;
  }

  private boolean takes(int column) {
    if (full) {
      return true;
    }
    return columns == null
        ? !keyColumns.contains(column)
        : Comparison.contains(columns, right.columnNames().get(column));
  }

  private List<@Nullable Object> row(
      MappedSequence leftRow, @Nullable MappedSequence rightRow, List<Integer> taken) {
    List<@Nullable Object> row = new ArrayList<>(leftRow.values());
    for (int column : taken) {
      row.add(rightRow == null ? null : rightRow.values().get(column));
    }
    return row;
  }

  private void addUnmatched(
      List<@Nullable Object> leftData,
      List<@Nullable Object> rightData,
      List<List<@Nullable Object>> rows,
      List<Integer> taken) {
    Map<@Nullable Object, @Nullable Object> known = new LinkedHashMap<>();
    leftData.forEach(key -> DictKeys.put(known, key, true));
    List<MappedSequence> rightRows = right.rowList();
    for (int i = 0; i < rightData.size(); i++) {
      if (!Boolean.TRUE.equals(DictKeys.get(known, rightData.get(i)))) {
        List<@Nullable Object> row = new ArrayList<>();
        left.columnNames().forEach(name -> row.add(null));
        for (int column : taken) {
          row.add(rightRows.get(i).values().get(column));
        }
        rows.add(row);
      }
    }
  }

  private List<String> columnNames(List<Integer> taken) {
    List<String> names = new ArrayList<>(left.columnNames());
    for (int column : taken) {
      String name = right.columnNames().get(column);
      names.add(left.columnNames().contains(name) ? name + "2" : name);
    }
    return names;
  }

  private List<DataType> types(List<Integer> taken) {
    List<DataType> types = new ArrayList<>(left.types());
    taken.forEach(column -> types.add(right.types().get(column)));
    return types;
  }
}
