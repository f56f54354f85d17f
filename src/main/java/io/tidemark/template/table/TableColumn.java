package io.tidemark.template.table;

import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.DictKeys;
import io.tidemark.jinja.value.SortedItems;
import io.tidemark.jinja.value.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A column of a table with its values. */
final class TableColumn extends MappedSequence {

  private final String name;
  private final int index;
  private final DataType type;

  TableColumn(
      String name,
      int index,
      DataType type,
      List<? extends @Nullable Object> values,
      @Nullable Keys rowNames) {
    super("agate.Column", values, rowNames);
    this.name = name;
    this.index = index;
    this.type = type;
  }

  DataType type() {
    return type;
  }

  String name() {
    return name;
  }

  int index() {
    return index;
  }

  @Override
  public @Nullable Object attribute(String attribute) {
    return switch (attribute) {
      case "name" -> name;
      case "index" -> (long) index;
      case "data_type" -> type;
      case "values_distinct" -> (Callable) arguments -> distinct();
      case "values_without_nulls" -> (Callable) arguments -> Tuple.copyOf(withoutNulls());
      case "values_sorted" ->
          (Callable)
              arguments -> {
                List<@Nullable Object> sorted = sorted();
                for (int i = values().size() - sorted.size(); i > 0; i--) {
                  sorted.add(null);
                }
                return sorted;
              };
      case "values_without_nulls_sorted" -> (Callable) arguments -> sorted();
      default -> super.attribute(attribute);
    };
  }

  @Override
  public List<String> attributeNames() {
    List<String> names = new ArrayList<>(METHODS);
    names.addAll(List.of("name", "data_type", "values_distinct", "values_without_nulls"));
    return names;
  }

  private Tuple distinct() {
    Set<@Nullable Object> distinct = new LinkedHashSet<>();
    for (Object value : values()) {
      DictKeys.add(distinct, value);
    }
    return Tuple.copyOf(new ArrayList<>(distinct));
  }

  private List<@Nullable Object> withoutNulls() {
    List<@Nullable Object> some = new ArrayList<>();
    for (Object value : values()) {
      if (value != null) {
        some.add(value);
      }
    }
    return some;
  }

  private List<@Nullable Object> sorted() {
    return SortedItems.sorted(withoutNulls(), value -> value, false);
  }
}
