package io.tidemark.jinja.method;

import io.tidemark.jinja.error.ErrorKind;
import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.BoundArguments;
import io.tidemark.jinja.value.Comparison;
import io.tidemark.jinja.value.Iteration;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.Sizes;
import io.tidemark.jinja.value.SortedItems;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods of Python's list. */
final class ListMethods {
  static final Map<String, Method<List<@Nullable Object>>> ALL = all();

  private ListMethods() {}

  private static Map<String, Method<List<@Nullable Object>>> all() {
    Map<String, Method<List<@Nullable Object>>> methods = new LinkedHashMap<>();
    methods.put("append", ListMethods::append);
    methods.put("extend", ListMethods::extend);
    methods.put("insert", ListMethods::insert);
    methods.put("pop", ListMethods::pop);
    methods.put("remove", ListMethods::remove);
    methods.put("clear", ListMethods::clear);
    methods.put("copy", (self, arguments) -> new ArrayList<>(self));
    methods.put("count", (self, arguments) -> count(self, arguments.bind(1, "value").get(0)));
    methods.put(
        "index",
        (self, arguments) ->
            index(self, arguments, PythonText.repr(arguments.get(0, "value")) + " is not in list"));
    methods.put("reverse", ListMethods::reverse);
    methods.put("sort", ListMethods::sort);
    return Collections.unmodifiableMap(methods);
  }

  private static @Nullable Object append(List<@Nullable Object> self, Arguments arguments) {
    if (arguments.size() != 1 || !arguments.named().isEmpty()) {
      throw PythonException.type(
          arguments.named().isEmpty()
              ? "list.append() takes exactly one argument (" + arguments.size() + " given)"
              : "list.append() takes no keyword arguments");
    }
    self.add(arguments.positional().get(0));
    Sizes.checkItems(self.size());
    return null;
  }

  private static @Nullable Object extend(List<@Nullable Object> self, Arguments arguments) {
    List<@Nullable Object> more = Iteration.list(arguments.bind(1, "iterable").get(0));
    Sizes.checkItems((long) self.size() + more.size());
    self.addAll(more);
    return null;
  }

  private static @Nullable Object insert(List<@Nullable Object> self, Arguments arguments) {
    BoundArguments bound = arguments.bind(2, "index", "object");
    long index = bound.integer(0, 0);
    long at = index < 0 ? Math.max(0, index + self.size()) : Math.min(index, self.size());
    self.add((int) at, bound.get(1));
    return null;
  }

  private static @Nullable Object pop(List<@Nullable Object> self, Arguments arguments) {
    long index = arguments.bind(0, "index").integer(0, -1);
    if (self.isEmpty()) {
      throw new PythonException(ErrorKind.INDEX, "pop from empty list");
    }
    long at = index < 0 ? index + self.size() : index;
    if (at < 0 || at >= self.size()) {
      throw new PythonException(ErrorKind.INDEX, "pop index out of range");
    }
    return self.remove((int) at);
  }

  private static @Nullable Object remove(List<@Nullable Object> self, Arguments arguments) {
    Object value = arguments.bind(1, "value").get(0);
    for (int i = 0; i < self.size(); i++) {
      if (Comparison.equal(self.get(i), value)) {
        self.remove(i);
        return null;
      }
    }
    throw PythonException.value("list.remove(x): x not in list");
  }

  private static @Nullable Object clear(List<@Nullable Object> self, Arguments arguments) {
    self.clear();
    return null;
  }

  static long count(List<?> self, @Nullable Object value) {
    return self.stream().filter(item -> Comparison.equal(item, value)).count();
  }

  static long index(List<?> self, Arguments arguments, String absent) {
    BoundArguments bound = arguments.bind(1, "value", "start", "stop");
    long start = bound.clamped(1, 0);
    long stop = bound.clamped(2, self.size());
    start = start < 0 ? Math.max(0, start + self.size()) : start;
    stop = stop < 0 ? stop + self.size() : Math.min(stop, self.size());
    for (long i = start; i < stop; i++) {
      if (Comparison.equal(self.get((int) i), bound.get(0))) {
        return i;
      }
    }
    throw PythonException.value(absent);
  }

  private static @Nullable Object reverse(List<@Nullable Object> self, Arguments arguments) {
    Collections.reverse(self);
    return null;
  }

  private static @Nullable Object sort(List<@Nullable Object> self, Arguments arguments) {
    if (arguments.size() > 0) {
      throw PythonException.type("sort() takes no positional arguments");
    }
    BoundArguments bound = arguments.bind(0, "key", "reverse");
    Object key = bound.get(0);
    List<@Nullable Object> sorted =
        SortedItems.sorted(
            self,
            item ->
                key == null
                    ? item
                    : arguments.context().call(key, Collections.singletonList(item), Map.of()),
            bound.integer(1, 0) != 0);
    self.clear();
    self.addAll(sorted);
    return null;
  }
}
