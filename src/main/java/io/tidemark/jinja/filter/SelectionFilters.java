package io.tidemark.jinja.filter;

import io.tidemark.jinja.error.ErrorKind;
import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.CallContext;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.FilteredIterator;
import io.tidemark.jinja.value.Iteration;
import io.tidemark.jinja.value.OnceIterator;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.Truth;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Filters that apply a filter or a test to each item, when the result is read. */
final class SelectionFilters {
  private SelectionFilters() {}

  static void addTo(Map<String, Callable> filters) {
    filters.put("map", SelectionFilters::map);
    filters.put("select", arguments -> select(arguments, false, true));
    filters.put("reject", arguments -> select(arguments, false, false));
    filters.put("selectattr", arguments -> select(arguments, true, true));
    filters.put("rejectattr", arguments -> select(arguments, true, false));
  }

  private static Object map(Arguments arguments) {
    Object value = value(arguments);
    return OnceIterator.generator(
        "sync_do_map",
        () -> {
          if (!Truth.of(value)) {
            return List.of().iterator();
          }
          Function<@Nullable Object, @Nullable Object> mapping = mapping(arguments);
          Iterator<?> items = Iteration.iterator(value);
          return new MappedIterator(items, mapping);
        });
  }

  private static @Nullable Object value(Arguments arguments) {
    return arguments.positional().get(0);
  }

  private record MappedIterator(
      Iterator<?> items, Function<@Nullable Object, @Nullable Object> mapping)
      implements Iterator<@Nullable Object> {
    @Override
    public boolean hasNext() {
      return items.hasNext();
    }

    @Override
    public @Nullable Object next() {
      return mapping.apply(items.next());
    }
  }

  private static PythonException badArgument(String problem) {
    return new PythonException(ErrorKind.FILTER_ARGUMENT, problem);
  }

  private static Function<@Nullable Object, @Nullable Object> mapping(Arguments arguments) {
    CallContext context = arguments.context();
    LinkedHashMap<String, @Nullable Object> named = new LinkedHashMap<>(arguments.named());
    if (arguments.size() == 1 && named.containsKey("attribute")) {
      Object attribute = named.remove("attribute");
      Object otherwise = named.remove("default");
      if (!named.isEmpty()) {
        throw badArgument(
            "Unexpected keyword argument " + PythonText.repr(named.keySet().iterator().next()));
      }
      return AttributePath.of(attribute, context).withDefault(otherwise);
    }
    if (arguments.size() == 1) {
      throw badArgument("map requires a filter argument");
    }
    String name = PythonText.str(arguments.positional().get(1));
    Callable filter = context.filter(name);
    return item -> apply(known(filter, "filter", name), name, item, arguments, 2);
  }

  // Asked for each item: where there is none, a name that is not known is no error.
  private static Callable known(@Nullable Callable function, String what, String name) {
    if (function != null) {
      return function;
    }
    throw new PythonException(
        ErrorKind.RUNTIME, "No " + what + " named " + PythonText.repr(name) + ".", name, List.of());
  }

  private static @Nullable Object apply(
      Callable function, String name, @Nullable Object item, Arguments arguments, int rest) {
    List<@Nullable Object> positional = new ArrayList<>();
    positional.add(item);
    positional.addAll(arguments.positional().subList(rest, arguments.size()));
    return function.call(
        new Arguments(
            name, positional, new LinkedHashMap<>(arguments.named()), arguments.context()));
  }

  private static Object select(Arguments arguments, boolean byAttribute, boolean wanted) {
    Object value = value(arguments);
    return OnceIterator.generator(
        "select_or_reject",
        () -> {
          if (!Truth.of(value)) {
            return List.of().iterator();
          }
          Predicate<@Nullable Object> test = test(arguments, byAttribute);
          return new FilteredIterator(Iteration.iterator(value), item -> test.test(item) == wanted);
        });
  }

  private static Predicate<@Nullable Object> test(Arguments arguments, boolean byAttribute) {
    CallContext context = arguments.context();
    if (byAttribute && arguments.size() < 2) {
      throw badArgument("Missing parameter for attribute name");
    }
    int at = byAttribute ? 2 : 1;
    AttributePath path =
        AttributePath.of(byAttribute ? arguments.positional().get(1) : null, context);
    if (arguments.size() <= at) {
      return item -> Truth.of(path.apply(item));
    }
    String name = PythonText.str(arguments.positional().get(at));
    Callable test = context.test(name);
    return item ->
        Truth.of(apply(known(test, "test", name), name, path.apply(item), arguments, at + 1));
  }
}
