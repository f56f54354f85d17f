package io.tidemark.jinja.filter;

import io.tidemark.jinja.error.ErrorKind;
import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.BoundArguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.Comparison;
import io.tidemark.jinja.value.DictKeys;
import io.tidemark.jinja.value.DictView;
import io.tidemark.jinja.value.FilteredIterator;
import io.tidemark.jinja.value.Iteration;
import io.tidemark.jinja.value.NamedTuple;
import io.tidemark.jinja.value.OnceIterator;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.SortedItems;
import io.tidemark.jinja.value.Tuple;
import io.tidemark.jinja.value.TypeName;
import io.tidemark.jinja.value.Undefined;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Filters that compare items: sorted, grouped, the least, the unlike. */
final class OrderFilters {
  private static final List<String> GROUP = List.of("grouper", "list");

  private OrderFilters() {}

  static void addTo(Map<String, Callable> filters) {
    filters.put("sort", OrderFilters::sort);
    filters.put("dictsort", OrderFilters::dictSort);
    filters.put("groupby", OrderFilters::groupBy);
    filters.put("unique", OrderFilters::unique);
    filters.put("min", arguments -> extreme(arguments, "<"));
    filters.put("max", arguments -> extreme(arguments, ">"));
  }

  private static Object sort(Arguments arguments) {
    BoundArguments bound = arguments.bind(1, "value", "reverse", "case_sensitive", "attribute");
    boolean sensitive = bound.truth(2, false);
    List<AttributePath> paths = new ArrayList<>();
    Object attribute = bound.get(3);
    if (attribute instanceof String text) {
      for (String part : text.split(",", -1)) {
        paths.add(AttributePath.of(part, arguments.context()).caseSensitive(sensitive));
      }
    } else {
      paths.add(AttributePath.of(attribute, arguments.context()).caseSensitive(sensitive));
    }
    return SortedItems.sorted(
        Iteration.list(bound.get(0)),
        item -> {
          List<@Nullable Object> key = new ArrayList<>(paths.size());
          paths.forEach(path -> key.add(path.apply(item)));
          return key;
        },
        bound.integer(1, 0) != 0);
  }

  private static Object dictSort(Arguments arguments) {
    BoundArguments bound = arguments.bind(1, "value", "case_sensitive", "by", "reverse");
    Object by = bound.get(2, "key");
    if (!"key".equals(by) && !"value".equals(by)) {
      throw new PythonException(
          ErrorKind.FILTER_ARGUMENT, "You can only sort by either \"key\" or \"value\"");
    }
    if (bound.get(0) instanceof Undefined undefined) {
      throw undefined.error();
    }
    if (!(bound.get(0) instanceof Map<?, ?> dict)) {
      throw new PythonException(
          ErrorKind.ATTRIBUTE,
          "'" + TypeName.of(bound.get(0)) + "' object has no attribute 'items'");
    }
    int position = "key".equals(by) ? 0 : 1;
    boolean sensitive = bound.truth(1, false);
    return SortedItems.sorted(
        new DictView(dict, DictView.Part.ITEMS),
        pair -> {
          Object key = pair instanceof Tuple tuple ? tuple.get(position) : pair;
          return sensitive ? key : AttributePath.lowered(key);
        },
        bound.integer(3, 0) != 0);
  }

  private static Object groupBy(Arguments arguments) {
    BoundArguments bound = arguments.bind(2, "value", "attribute", "default", "case_sensitive");
    AttributePath shown =
        AttributePath.of(bound.get(1), arguments.context()).withDefault(bound.get(2));
    AttributePath path = shown.caseSensitive(bound.truth(3, false));
    List<@Nullable Object> sorted = SortedItems.sorted(Iteration.list(bound.get(0)), path, false);
    List<@Nullable Object> groups = new ArrayList<>();
    List<@Nullable Object> members = new ArrayList<>();
    Object key = null;
    for (Object item : sorted) {
      Object itemKey = path.apply(item);
      if (!members.isEmpty() && key != itemKey && !Comparison.equal(key, itemKey)) {
        groups.add(new NamedTuple(GROUP, shown.apply(members.get(0)), members));
        members = new ArrayList<>();
      }
      if (members.isEmpty()) {
        key = itemKey;
      }
      members.add(item);
    }
    if (!members.isEmpty()) {
      groups.add(new NamedTuple(GROUP, shown.apply(members.get(0)), members));
    }
    return groups;
  }

  private static Object unique(Arguments arguments) {
    BoundArguments bound = arguments.bind(1, "value", "case_sensitive", "attribute");
    AttributePath path =
        AttributePath.of(bound.get(2), arguments.context()).caseSensitive(bound.truth(1, false));
    return OnceIterator.generator(
        "do_unique",
        () -> {
          Set<@Nullable Object> seen = new HashSet<>();
          return new FilteredIterator(
              Iteration.iterator(bound.get(0)), item -> DictKeys.add(seen, path.apply(item)));
        });
  }

  private static @Nullable Object extreme(Arguments arguments, String operator) {
    BoundArguments bound = arguments.bind(1, "value", "case_sensitive", "attribute");
    Iterator<?> items = Iteration.iterator(bound.get(0));
    if (!items.hasNext()) {
      return arguments.context().undefined("No aggregated item, sequence was empty.");
    }
    AttributePath path =
        AttributePath.of(bound.get(2), arguments.context()).caseSensitive(bound.truth(1, false));
    Object best = items.next();
    Object bestKey = path.apply(best);
    while (items.hasNext()) {
      Object item = items.next();
      Object key = path.apply(item);
      if (Comparison.ordered(operator, key, bestKey)) {
        best = item;
        bestKey = key;
      }
    }
    return best;
  }
}
