package io.tidemark.jinja.method;

import io.tidemark.jinja.error.ErrorKind;
import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.Casts;
import io.tidemark.jinja.value.DictKeys;
import io.tidemark.jinja.value.Iteration;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The methods of Python's set. */
final class SetMethods {
  static final Map<String, Method<Set<@Nullable Object>>> ALL = all();

  private SetMethods() {}

  private static Map<String, Method<Set<@Nullable Object>>> all() {
    Map<String, Method<Set<@Nullable Object>>> methods = new LinkedHashMap<>();
    methods.put("add", (self, arguments) -> done(DictKeys.add(self, one(arguments))));
    methods.put("discard", (self, arguments) -> done(removed(self, one(arguments))));
    methods.put("remove", SetMethods::remove);
    methods.put("pop", SetMethods::pop);
    methods.put("clear", SetMethods::clear);
    methods.put("copy", (self, arguments) -> new LinkedHashSet<>(self));
    methods.put("union", (self, arguments) -> union(new LinkedHashSet<>(self), arguments));
    methods.put("update", (self, arguments) -> done(!union(self, arguments).isEmpty()));
    methods.put("intersection", (self, arguments) -> common(self, arguments, true));
    methods.put("difference", (self, arguments) -> common(self, arguments, false));
    methods.put("intersection_update", (self, arguments) -> keep(self, arguments, true));
    methods.put("difference_update", (self, arguments) -> keep(self, arguments, false));
    methods.put("symmetric_difference", SetMethods::symmetricDifference);
    methods.put("issubset", (self, arguments) -> containsAll(other(arguments), self));
    methods.put("issuperset", (self, arguments) -> containsAll(self, other(arguments)));
    methods.put("isdisjoint", (self, arguments) -> common(self, arguments, true).isEmpty());
    return Collections.unmodifiableMap(methods);
  }

  private static @Nullable Object done(boolean ignored) {
    return null;
  }

  private static @Nullable Object one(Arguments arguments) {
    return arguments.bind(1, "object").get(0);
  }

  private static boolean removed(Set<@Nullable Object> self, @Nullable Object item) {
    return self.remove(DictKeys.stored(self, item));
  }

  private static @Nullable Object remove(Set<@Nullable Object> self, Arguments arguments) {
    if (!removed(self, one(arguments))) {
      throw new PythonException(ErrorKind.KEY, PythonText.repr(one(arguments)));
    }
    return null;
  }

  private static @Nullable Object pop(Set<@Nullable Object> self, Arguments arguments) {
    if (self.isEmpty()) {
      throw new PythonException(ErrorKind.KEY, "'pop from an empty set'");
    }
    Object item = Iteration.list(self).get(0);
    self.remove(item);
    return item;
  }

  private static @Nullable Object clear(Set<@Nullable Object> self, Arguments arguments) {
    self.clear();
    return null;
  }

  private static Set<@Nullable Object> union(Set<@Nullable Object> self, Arguments arguments) {
    for (Object source : arguments.positional()) {
      for (Object item : Iteration.list(source)) {
        DictKeys.add(self, item);
      }
    }
    return self;
  }

  private static Set<@Nullable Object> setOf(@Nullable Object source) {
    if (source instanceof Set) {
      return Casts.set(source);
    }
    Set<@Nullable Object> set = new LinkedHashSet<>();
    for (Object item : Iteration.list(source)) {
      DictKeys.add(set, item);
    }
    return set;
  }

  private static Set<@Nullable Object> other(Arguments arguments) {
    return setOf(one(arguments));
  }

  private static Set<@Nullable Object> common(
      Set<@Nullable Object> self, Arguments arguments, boolean inAll) {
    Set<@Nullable Object> kept = setOf(Iteration.list(self));
    for (Object source : arguments.positional()) {
      Set<@Nullable Object> others = setOf(source);
      // Python reads what was given, or the smaller one of two sets.
      boolean reversed = inAll && !(source instanceof Set && others.size() > kept.size());
      Set<@Nullable Object> read = reversed ? others : kept;
      Set<@Nullable Object> asked = reversed ? kept : others;
      Set<@Nullable Object> next = new LinkedHashSet<>();
      for (Object item : Iteration.list(read)) {
        if (DictKeys.contains(asked, item) == inAll) {
          next.add(item);
        }
      }
      kept = next;
    }
    return kept;
  }

  private static @Nullable Object keep(
      Set<@Nullable Object> self, Arguments arguments, boolean inAll) {
    Set<@Nullable Object> kept = common(self, arguments, inAll);
    self.clear();
    self.addAll(kept);
    return null;
  }

  private static Object symmetricDifference(Set<@Nullable Object> self, Arguments arguments) {
    Set<@Nullable Object> others = new LinkedHashSet<>(other(arguments));
    Set<@Nullable Object> result = new LinkedHashSet<>(self);
    result.removeIf(item -> DictKeys.contains(others, item));
    others.removeIf(item -> DictKeys.contains(self, item));
    result.addAll(others);
    return result;
  }

  private static boolean containsAll(Set<@Nullable Object> all, Set<@Nullable Object> some) {
    return some.stream().allMatch(item -> DictKeys.contains(all, item));
  }
}
