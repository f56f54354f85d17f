package io.tidemark.template.table;

import io.tidemark.jinja.operator.Slice;
import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.DictKeys;
import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.HasItems;
import io.tidemark.jinja.value.HasLength;
import io.tidemark.jinja.value.HasText;
import io.tidemark.jinja.value.HasType;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.Numbers;
import io.tidemark.jinja.value.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tables by a key, like a TableSet of Python's agate: what {@code group_by} makes of one. The
 * tables are found by their place or their key, in the order in which the keys first appear.
 * Immutable.
 */
final class TableSet
    implements HasItems, HasAttributes, HasLength, HasText, HasType, Iterable<@Nullable Object> {

  /** What is done to each of the tables, and gives as many again. */
  private static final Set<String> OF_EACH =
      Set.of("select", "exclude", "where", "order_by", "limit", "distinct", "rename");

  private static final List<String> NAMES =
      List.of("values", "keys", "items", "get", "dict", "key_name", "column_names", "column_types");

  private final String keyName;
  private final Tuple keys;
  private final Tuple tables;

  private TableSet(String keyName, List<? extends @Nullable Object> keys, List<TableValue> tables) {
    this.keyName = keyName;
    this.keys = Tuple.copyOf(keys);
    this.tables = Tuple.copyOf(tables);
  }

  /**
   * A table's rows by the values of one of its columns. As in agate a table without rows gives one
   * table without a key.
   *
   * @param column a name that the table has
   */
  static TableSet of(TableValue table, String column) {
    int at = table.columnNames().indexOf(column);
    Map<@Nullable Object, List<MappedSequence>> groups = new LinkedHashMap<>();
    List<@Nullable Object> keys = new ArrayList<>();
    for (MappedSequence row : table.rowList()) {
      Object key = row.values().get(at);
      groups
          .computeIfAbsent(
              canonical(key),
              first -> {
                keys.add(key);
                return new ArrayList<>();
              })
          .add(row);
    }
    List<TableValue> tables = new ArrayList<>();
    groups.values().forEach(rows -> tables.add(table.withRows(rows)));
    return new TableSet(column, keys, tables.isEmpty() ? List.of(table) : tables);
  }

  private static @Nullable Object canonical(@Nullable Object key) {
    return key == null ? null : DictKeys.canonical(key);
  }

  private List<TableValue> tableList() {
    return tables.stream().map(TableValue.class::cast).toList();
  }

  @Override
  public @Nullable Object item(@Nullable Object key) {
    if (key instanceof Slice part) {
      return part.of(tables);
    }
    if (Numbers.isInteger(key)) {
      long index = Numbers.index(key);
      long at = index < 0 ? index + tables.size() : index;
      return at >= 0 && at < tables.size() ? tables.get((int) at) : Missing.MISSING;
    }
    return byKey(key);
  }

  private @Nullable Object byKey(@Nullable Object key) {
    Object wanted = canonical(key);
    for (int i = 0; i < keys.size(); i++) {
      Object one = canonical(keys.get(i));
      if (one == null ? wanted == null : one.equals(wanted)) {
        return tables.get(i);
      }
    }
    return Missing.MISSING;
  }

  @Override
  public @Nullable Object attribute(String name) {
    if (OF_EACH.contains(name)) {
      Callable ofEach = arguments -> ofEach(name, arguments);
      return ofEach;
    }
    TableValue sample = tableList().get(0);
    Callable method =
        switch (name) {
          case "values" -> arguments -> tables;
          case "keys" -> arguments -> keys;
          case "items" -> arguments -> items();
          case "dict" -> arguments -> dict();
          case "get" ->
              arguments -> {
                Object found = byKey(arguments.get(0, "key"));
                return found == Missing.MISSING ? arguments.get(1, "default", null) : found;
              };
          default -> null;
        };
    if (method != null) {
      return method;
    }
    return switch (name) {
      case "key_name" -> keyName;
      case "column_names", "column_types" -> TableMethods.of(sample, name);
      default -> Missing.MISSING;
    };
  }

  private TableSet ofEach(String name, Arguments arguments) {
    List<TableValue> made = new ArrayList<>();
    for (TableValue table : tableList()) {
      if (TableMethods.of(table, name) instanceof Callable method
          && method.call(arguments) instanceof TableValue one) {
        made.add(one);
      }
    }
    return new TableSet(keyName, keys, made);
  }

  private List<Object> items() {
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      items.add(Tuple.of(keys.get(i), tables.get(i)));
    }
    return items;
  }

  private Map<@Nullable Object, @Nullable Object> dict() {
    Map<@Nullable Object, @Nullable Object> dict = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      dict.put(canonical(keys.get(i)), tables.get(i));
    }
    return dict;
  }

  @Override
  public Collection<String> attributeNames() {
    List<String> names = new ArrayList<>(NAMES);
    OF_EACH.stream().sorted().forEach(names::add);
    return names;
  }

  @Override
  public int length() {
    return tables.size();
  }

  @Override
  public Iterator<@Nullable Object> iterator() {
    return tables.iterator();
  }

  @Override
  public String text() {
    return "<agate.tableset.TableSet object at 0x" + Integer.toHexString(hashCode()) + ">";
  }

  @Override
  public String typeName() {
    return "agate.TableSet";
  }
}
