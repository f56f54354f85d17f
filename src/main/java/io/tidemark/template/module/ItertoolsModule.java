package io.tidemark.template.module;

import io.tidemark.jinja.operator.Arithmetic;
import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.Iteration;
import io.tidemark.jinja.value.Numbers;
import io.tidemark.jinja.value.OnceIterator;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.Sizes;
import io.tidemark.jinja.value.Truth;
import io.tidemark.jinja.value.Tuple;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code modules.itertools}: what dbt gives of it. */
final class ItertoolsModule {

  private ItertoolsModule() {}

  static PythonModule module() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("product", lazily("product", ItertoolsModule::product));
    members.put("chain", lazily("chain", arguments -> chained(arguments.positional())));
    members.put("zip_longest", lazily("zip_longest", ItertoolsModule::zipLongest));
    members.put("permutations", lazily("permutations", a -> chosen(a, Choice.PERMUTATIONS)));
    members.put("combinations", lazily("combinations", a -> chosen(a, Choice.COMBINATIONS)));
    members.put(
        "combinations_with_replacement",
        lazily("combinations_with_replacement", a -> chosen(a, Choice.REPEATED)));
    members.put("accumulate", lazily("accumulate", ItertoolsModule::accumulate));
    members.put("compress", lazily("compress", ItertoolsModule::compress));
    members.put("islice", (Callable) ItertoolsModule::slice);
    members.put("starmap", lazily("starmap", ItertoolsModule::starMap));
    members.put("tee", (Callable) ItertoolsModule::tee);
    members.put("count", (Callable) EndlessIterators::count);
    members.put("cycle", (Callable) EndlessIterators::cycle);
    members.put("repeat", (Callable) EndlessIterators::repeat);
    return new PythonModule(members);
  }

  private interface Listing {
    List<? extends @Nullable Object> of(Arguments arguments);
  }

  private static Callable lazily(String name, Listing listing) {
    return arguments -> iterator(name, () -> listing.of(arguments).iterator());
  }

  private static Object iterator(String name, Supplier<Iterator<?>> source) {
    return OnceIterator.iterator("itertools." + name, source.get());
  }

  private static List<@Nullable Object> product(Arguments arguments) {
    Object repeat = arguments.named().getOrDefault("repeat", 1L);
    List<List<@Nullable Object>> pools = new ArrayList<>();
    for (long i = Numbers.index(repeat); i > 0; i--) {
      arguments.positional().forEach(pool -> pools.add(Iteration.list(pool)));
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    rows.add(List.of());
    for (List<@Nullable Object> pool : pools) {
      Sizes.checkItems((long) rows.size() * Math.max(1, pool.size()) * pools.size());
      List<List<@Nullable Object>> longer = new ArrayList<>();
      for (List<@Nullable Object> row : rows) {
        for (Object item : pool) {
          List<@Nullable Object> next = new ArrayList<>(row);
          next.add(item);
          longer.add(next);
        }
      }
      rows = longer;
    }
    List<@Nullable Object> tuples = new ArrayList<>();
    rows.forEach(row -> tuples.add(Tuple.copyOf(row)));
    return tuples;
  }

  private static List<@Nullable Object> chained(List<? extends @Nullable Object> iterables) {
    List<@Nullable Object> all = new ArrayList<>();
    for (Object one : iterables) {
      all.addAll(Iteration.list(one));
      Sizes.checkItems(all.size());
    }
    return all;
  }

  private static List<@Nullable Object> zipLongest(Arguments arguments) {
    Object fill = arguments.named().get("fillvalue");
    List<List<@Nullable Object>> lists = new ArrayList<>();
    int longest = 0;
    for (Object one : arguments.positional()) {
      List<@Nullable Object> list = Iteration.list(one);
      lists.add(list);
      longest = Math.max(longest, list.size());
    }
    List<@Nullable Object> rows = new ArrayList<>();
    for (int i = 0; i < longest; i++) {
      List<@Nullable Object> row = new ArrayList<>();
      for (List<@Nullable Object> list : lists) {
        row.add(i < list.size() ? list.get(i) : fill);
      }
      rows.add(Tuple.copyOf(row));
    }
    return rows;
  }

  private enum Choice {
    PERMUTATIONS,
    COMBINATIONS,
    REPEATED
  }

  private static List<@Nullable Object> chosen(Arguments arguments, Choice choice) {
    List<@Nullable Object> pool = Iteration.list(arguments.get(0, "iterable"));
    Object asked = arguments.get(1, "r", null);
    if (asked == null && choice != Choice.PERMUTATIONS) {
      throw PythonException.type("missing required argument 'r' (pos 2)");
    }
    long size = asked == null ? pool.size() : Numbers.index(asked);
    if (size < 0) {
      throw PythonException.value("r must be non-negative");
    }
    List<@Nullable Object> all = new ArrayList<>();
    choose(pool, (int) Math.min(size, Integer.MAX_VALUE), choice, new ArrayList<>(), all);
    return all;
  }

  private static void choose(
      List<@Nullable Object> pool,
      int size,
      Choice choice,
      List<Integer> picked,
      List<@Nullable Object> all) {
    if (picked.size() == size) {
      List<@Nullable Object> row = new ArrayList<>();
      picked.forEach(index -> row.add(pool.get(index)));
      all.add(Tuple.copyOf(row));
      Sizes.checkItems((long) all.size() * (size + 1));
      return;
    }
    int last = picked.isEmpty() ? -1 : picked.get(picked.size() - 1);
    int from =
        switch (choice) {
          case PERMUTATIONS -> 0;
          case COMBINATIONS -> last + 1;
          case REPEATED -> Math.max(0, last);
        };
    for (int i = from; i < pool.size(); i++) {
      if (choice != Choice.PERMUTATIONS || !picked.contains(i)) {
        picked.add(i);
        choose(pool, size, choice, picked, all);
        picked.remove(picked.size() - 1);
      }
    }
  }

  private static List<@Nullable Object> accumulate(Arguments arguments) {
    Object function = arguments.get(1, "func", null);
    List<@Nullable Object> totals = new ArrayList<>();
    if (arguments.named().get("initial") != null) {
      totals.add(arguments.named().get("initial"));
    }
    for (Object item : Iteration.list(arguments.get(0, "iterable"))) {
      if (totals.isEmpty()) {
        totals.add(item);
      } else {
        Object last = totals.get(totals.size() - 1);
        List<@Nullable Object> both = new ArrayList<>();
        both.add(last);
        both.add(item);
        totals.add(
            function == null
                ? Arithmetic.binary("+", last, item)
                : arguments.context().call(function, both, Map.of()));
      }
    }
    return totals;
  }

  private static List<@Nullable Object> compress(Arguments arguments) {
    List<@Nullable Object> kept = new ArrayList<>();
    Iterator<?> selectors = Iteration.iterator(arguments.get(1, "selectors"));
    for (Object item : Iteration.list(arguments.get(0, "data"))) {
      if (!selectors.hasNext()) {
        break;
      }
      if (Truth.of(selectors.next())) {
        kept.add(item);
      }
    }
    return kept;
  }

  private static Object slice(Arguments arguments) {
    List<@Nullable Object> bounds = arguments.positional();
    boolean stopOnly = bounds.size() == 2;
    long start = stopOnly || bounds.get(1) == null ? 0 : Numbers.index(bounds.get(1));
    Object end = bounds.get(stopOnly ? 1 : 2);
    long stop = end == null ? Long.MAX_VALUE : Numbers.index(end);
    long step = bounds.size() > 3 && bounds.get(3) != null ? Numbers.index(bounds.get(3)) : 1;
    if (start < 0 || stop < 0 || step < 1) {
      throw PythonException.value("Indices for islice() must be None or an integer: 0 <= x.");
    }
    List<@Nullable Object> some = new ArrayList<>();
    Iterator<?> items = Iteration.iterator(bounds.get(0));
    for (long i = 0; i < stop && items.hasNext(); i++) {
      Object item = items.next();
      if (i >= start && (i - start) % step == 0) {
        some.add(item);
        Sizes.checkItems(some.size());
      }
    }
    return OnceIterator.iterator("itertools.islice", some.iterator());
  }

  private static List<@Nullable Object> starMap(Arguments arguments) {
    List<@Nullable Object> results = new ArrayList<>();
    for (Object row : Iteration.list(arguments.get(1, "iterable"))) {
      results.add(
          arguments.context().call(arguments.get(0, "function"), Iteration.list(row), Map.of()));
    }
    return results;
  }

  private static Object tee(Arguments arguments) {
    List<@Nullable Object> items = Iteration.list(arguments.get(0, "iterable"));
    List<@Nullable Object> copies = new ArrayList<>();
    for (long i = Numbers.index(arguments.get(1, "n", 2L)); i > 0; i--) {
      copies.add(OnceIterator.iterator("itertools._tee", items.iterator()));
    }
    return Tuple.copyOf(copies);
  }
}
