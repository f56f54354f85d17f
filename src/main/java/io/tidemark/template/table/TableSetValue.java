package io.tidemark.template.table;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.BoundArguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.Truth;
import io.tidemark.jinja.value.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * agate's set of tables with the same columns, each under the name of its group. Where there is no
 * group it holds one empty table, which no name leads to.
 */
final class TableSetValue extends MappedSequence {

  /** What is done to each table of the set. */
  private static final Set<String> OF_EACH =
      Set.of(
          "bins",
          "compute",
          "denormalize",
          "distinct",
          "exclude",
          "find",
          "group_by",
          "homogenize",
          "join",
          "limit",
          "normalize",
          "order_by",
          "pivot",
          "select",
          "where");

  private final List<@Nullable Object> groupNames;
  private final String keyName;
  private final DataType keyType;
  private final TableValue sample;

  /**
   * A set.
   *
   * @param tables tables, or sets of them
   * @param sample a table with their columns, where the set is empty
   */
  TableSetValue(
      List<? extends @Nullable Object> tables,
      List<? extends @Nullable Object> groupNames,
      String keyName,
      DataType keyType,
      TableValue sample) {
    super("agate.TableSet", tables, new Keys(groupNames));
    this.groupNames = new ArrayList<>(groupNames);
    this.keyName = keyName;
    this.keyType = keyType;
    this.sample = sample(tables, sample);
  }

  private static TableValue sample(List<? extends @Nullable Object> tables, TableValue otherwise) {
    Object first = tables.isEmpty() ? otherwise : tables.get(0);
    return first instanceof TableSetValue set
        ? set.sample
        : first instanceof TableValue table ? table : otherwise;
  }

  List<@Nullable Object> groupNames() {
    return groupNames;
  }

  String keyName() {
    return keyName;
  }

  DataType keyType() {
    return keyType;
  }

  /** The same groups with other tables. */
  TableSetValue map(UnaryOperator<Object> change) {
    List<Object> tables = new ArrayList<>();
    for (int i = 0; i < groupNames.size(); i++) {
      tables.add(change.apply(Objects.requireNonNull(values().get(i))));
    }
    return new TableSetValue(tables, groupNames, keyName, keyType, sample);
  }

  @Override
  public @Nullable Object attribute(String name) {
    if (OF_EACH.contains(name)) {
      return (Callable) arguments -> ofEach(name, arguments);
    }
    return switch (name) {
      case "key_name" -> keyName;
      case "key_type" -> keyType;
      case "column_names" -> Tuple.copyOf(sample.columnNames());
      case "column_types" -> Tuple.copyOf(sample.types());
      case "aggregate" ->
          (Callable)
              arguments -> {
                TableCall call = TableCall.of(sample, arguments, 1, "aggregations");
                if (!call.keys(call.get(0)).isEmpty()) {
                  throw TableGroups.noAggregations(call);
                }
                return TableGroups.aggregated(call, this, false);
              };
      case "having" -> (Callable) this::having;
      case "merge" -> (Callable) this::merge;
      case "print_structure" ->
          (Callable)
              arguments -> {
                long most = arguments.bind(0, "max_rows", "output").integer(0, 20);
                sample.printer().accept(TableText.structure(this, (int) Math.max(0, most)));
                return null;
              };
      case "to_csv", "to_json", "from_csv", "from_json" ->
          (Callable)
              arguments -> {
                throw TableFiles.refused(arguments);
              };
      default -> super.attribute(name);
    };
  }

  @Override
  public Collection<String> attributeNames() {
    List<String> names = new ArrayList<>(METHODS);
    names.addAll(OF_EACH);
    names.addAll(List.of("key_name", "column_names", "aggregate", "having", "merge"));
    return names;
  }

  private Object ofEach(String name, Arguments arguments) {
    return map(
        table -> {
          Object method =
              table instanceof TableSetValue set
                  ? set.attribute(name)
                  : ((TableValue) table).attribute(name);
          return Objects.requireNonNullElse(
              ((Callable) Objects.requireNonNull(method))
                  .call(
                      new Arguments(
                          name,
                          new ArrayList<>(arguments.positional()),
                          arguments.named(),
                          arguments.context())),
              Missing.MISSING);
        });
  }

  private Object having(Arguments arguments) {
    TableCall call = TableCall.of(sample, arguments, 2, "aggregations", "test");
    if (!call.keys(call.get(0)).isEmpty()) {
      throw TableGroups.noAggregations(call);
    }
    List<@Nullable Object> tables = new ArrayList<>();
    List<@Nullable Object> names = new ArrayList<>();
    for (int i = 0; i < groupNames.size(); i++) {
      if (Truth.of(call.call(call.get(1), new OrderedDict()))) {
        tables.add(values().get(i));
        names.add(groupNames.get(i));
      }
    }
    return new TableSetValue(tables, names, keyName, keyType, sample);
  }

  /** One table of all, with a first column that names the groups. */
  private Object merge(Arguments arguments) {
    BoundArguments bound = arguments.bind(0, "groups", "group_name", "group_type");
    List<@Nullable Object> groups = groupNames;
    if (bound.get(0) != null) {
      if (!(bound.get(0) instanceof List<?> given)
          || given instanceof Tuple
          || given.size() != groupNames.size()) {
        throw arguments.error(
            "Groups must be None or a list of as many names as there are tables.");
      }
      groups = new ArrayList<>(given);
    }
    List<String> names = new ArrayList<>(sample.columnNames());
    names.add(0, Truth.of(bound.get(1)) ? PythonText.str(bound.get(1)) : keyName);
    List<DataType> types = new ArrayList<>(sample.types());
    types.add(0, bound.get(2) instanceof DataType given ? given : keyType);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < groupNames.size(); i++) {
      if (!(values().get(i) instanceof TableValue table)) {
        throw arguments.error("merge() takes a set of tables, and this is one of sets.");
      }
      for (MappedSequence row : table.rowList()) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(CellCast.own(types.get(0), groups.get(i)));
        values.addAll(row.values());
        rows.add(values);
      }
    }
    return TableValue.typed(names, types, rows, null, sample.printer());
  }

  /** The tables and how many rows each has. */
  @Override
  public String text() {
    return TableText.structure(this, 20) + "\n";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
