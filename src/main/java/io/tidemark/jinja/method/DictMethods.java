package io.tidemark.jinja.method;

import io.tidemark.jinja.error.ErrorKind;
import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.BoundArguments;
import io.tidemark.jinja.value.DictContents;
import io.tidemark.jinja.value.DictKeys;
import io.tidemark.jinja.value.DictView;
import io.tidemark.jinja.value.Iteration;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.Tuple;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods of Python's dict. */
final class DictMethods {
  static final Map<String, Method<Map<@Nullable Object, @Nullable Object>>> ALL = all();

  private DictMethods() {}

  private static Map<String, Method<Map<@Nullable Object, @Nullable Object>>> all() {
    Map<String, Method<Map<@Nullable Object, @Nullable Object>>> methods = new LinkedHashMap<>();
    methods.put("items", view(DictView.Part.ITEMS));
    methods.put("keys", view(DictView.Part.KEYS));
    methods.put("values", view(DictView.Part.VALUES));
    methods.put("get", DictMethods::get);
    methods.put("pop", DictMethods::pop);
    methods.put("popitem", DictMethods::popItem);
    methods.put("setdefault", DictMethods::setDefault);
    methods.put("update", DictMethods::update);
    methods.put("copy", (self, arguments) -> new LinkedHashMap<>(self));
    methods.put("clear", DictMethods::clear);
    methods.put("fromkeys", DictMethods::fromKeys);
    return Collections.unmodifiableMap(methods);
  }

  private static Method<Map<@Nullable Object, @Nullable Object>> view(DictView.Part part) {
    return (self, arguments) -> {
      if (arguments.size() > 0) {
        throw PythonException.type(
            "dict.%s() takes no arguments (%d given)"
                .formatted(arguments.function(), arguments.size()));
      }
      return new DictView(self, part);
    };
  }

  private static @Nullable Object get(
      Map<@Nullable Object, @Nullable Object> self, Arguments arguments) {
    if (!arguments.named().isEmpty()) {
      throw PythonException.type("dict.get() takes no keyword arguments");
    }
    BoundArguments bound = arguments.bind(1, "key", "default");
    Object value = DictKeys.get(self, bound.get(0));
    return value == Missing.MISSING ? bound.get(1) : value;
  }

  private static @Nullable Object pop(
      Map<@Nullable Object, @Nullable Object> self, Arguments arguments) {
    BoundArguments bound = arguments.bind(1, "key", "default");
    if (self.isEmpty() && bound.has(1)) {
      // Python does not even look at the key, be it one that no dict can have.
      return bound.get(1);
    }
    Object key = DictKeys.stored(self.keySet(), bound.get(0));
    if (self.containsKey(key)) {
      return self.remove(key);
    }
    if (bound.has(1)) {
      return bound.get(1);
    }
    throw new PythonException(ErrorKind.KEY, PythonText.repr(key));
  }

  private static Object popItem(Map<@Nullable Object, @Nullable Object> self, Arguments arguments) {
    if (self.isEmpty()) {
      throw new PythonException(ErrorKind.KEY, "'popitem(): dictionary is empty'");
    }
    Object last = null;
    for (Object key : self.keySet()) {
      last = key;
    }
    return Tuple.of(last, self.remove(last));
  }

  private static @Nullable Object setDefault(
      Map<@Nullable Object, @Nullable Object> self, Arguments arguments) {
    BoundArguments bound = arguments.bind(1, "key", "default");
    Object value = DictKeys.get(self, bound.get(0));
    if (value == Missing.MISSING) {
      DictKeys.put(self, bound.get(0), bound.get(1));
      return DictKeys.get(self, bound.get(0));
    }
    return value;
  }

  private static @Nullable Object update(
      Map<@Nullable Object, @Nullable Object> self, Arguments arguments) {
    DictContents.putAll(self, "update", arguments);
    return null;
  }

  private static @Nullable Object clear(
      Map<@Nullable Object, @Nullable Object> self, Arguments arguments) {
    self.clear();
    return null;
  }

  private static Object fromKeys(
      Map<@Nullable Object, @Nullable Object> self, Arguments arguments) {
    BoundArguments bound = arguments.bind(1, "iterable", "value");
    Map<@Nullable Object, @Nullable Object> dict = new LinkedHashMap<>();
    for (Object key : Iteration.list(bound.get(0))) {
      DictKeys.put(dict, key, bound.get(1));
    }
    return dict;
  }
}
