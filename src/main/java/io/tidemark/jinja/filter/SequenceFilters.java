package io.tidemark.jinja.filter;

import io.tidemark.jinja.error.ErrorKind;
import io.tidemark.jinja.operator.Arithmetic;
import io.tidemark.jinja.operator.Slice;
import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.BoundArguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.Comparison;
import io.tidemark.jinja.value.DictView;
import io.tidemark.jinja.value.Iteration;
import io.tidemark.jinja.value.Markup;
import io.tidemark.jinja.value.OnceIterator;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonRange;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.Sizes;
import io.tidemark.jinja.value.Tuple;
import io.tidemark.jinja.value.TypeName;
import io.tidemark.jinja.value.Undefined;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Filters of sequences: their ends, parts and sums. */
final class SequenceFilters {
  private SequenceFilters() {}

  static void addTo(Map<String, Callable> filters) {
    Callable length = arguments -> Iteration.length(arguments.bind(1, "obj").get(0));
    filters.put("length", length);
    filters.put("count", length);
    filters.put("list", arguments -> Iteration.list(arguments.bind(1, "value").get(0)));
    filters.put("first", SequenceFilters::first);
    filters.put("last", SequenceFilters::last);
    filters.put("random", SequenceFilters::random);
    filters.put("join", SequenceFilters::join);
    filters.put("sum", SequenceFilters::sum);
    filters.put("reverse", SequenceFilters::reverse);
    filters.put("batch", SequenceFilters::batch);
    filters.put("slice", SequenceFilters::slice);
    filters.put("items", SequenceFilters::items);
  }

  private static @Nullable Object first(Arguments arguments) {
    Iterator<?> items = Iteration.iterator(arguments.bind(1, "seq").get(0));
    return items.hasNext()
        ? items.next()
        : arguments.context().undefined("No first item, sequence was empty.");
  }

  private static @Nullable Object last(Arguments arguments) {
    Object sequence = arguments.bind(1, "seq").get(0);
    requireReversible(sequence);
    List<@Nullable Object> items = Iteration.list(sequence);
    return items.isEmpty()
        ? arguments.context().undefined("No last item, sequence was empty.")
        : items.get(items.size() - 1);
  }

  private static boolean isReversible(@Nullable Object value) {
    return Iteration.isIterable(value) && Iteration.isSized(value) && !(value instanceof Set);
  }

  private static void requireReversible(@Nullable Object value) {
    if (!isReversible(value)) {
      throw PythonException.type("'" + TypeName.of(value) + "' object is not reversible");
    }
  }

  private static @Nullable Object random(Arguments arguments) {
    Object sequence = arguments.bind(1, "seq").get(0);
    long length = Iteration.length(sequence);
    if (length == 0) {
      return arguments.context().undefined("No random item, sequence was empty.");
    }
    long index = java.util.concurrent.ThreadLocalRandom.current().nextLong(length);
    return arguments.context().item(sequence, index);
  }

  private static Object join(Arguments arguments) {
    BoundArguments bound = arguments.bind(1, "value", "d", "attribute");
    Iterator<?> items = Iteration.iterator(bound.get(0));
    AttributePath path = AttributePath.of(bound.get(2), arguments.context());
    if (arguments.context().escapes()) {
      List<@Nullable Object> given = new ArrayList<>();
      items.forEachRemaining(item -> given.add(path.apply(item)));
      return escaped(given, bound.get(1, ""));
    }
    String separator = PythonText.str(bound.get(1, ""));
    StringBuilder joined = new StringBuilder();
    boolean first = true;
    while (items.hasNext()) {
      joined.append(first ? "" : separator).append(PythonText.str(path.apply(items.next())));
      first = false;
      Sizes.checkText(joined.length());
    }
    return joined.toString();
  }

  /** One item that is escaped already, or a separator that is, has the others escaped too. */
  private static Object escaped(List<@Nullable Object> items, @Nullable Object separator) {
    boolean marked = separator instanceof Markup;
    for (Object item : items) {
      marked |= item instanceof Markup;
    }
    StringBuilder joined = new StringBuilder();
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        joined.append(marked ? Markup.of(separator).text() : PythonText.str(separator));
      }
      Object item = items.get(i);
      joined.append(marked ? Markup.of(item).text() : PythonText.str(item));
      Sizes.checkText(joined.length());
    }
    return marked ? new Markup(joined.toString()) : joined.toString();
  }

  private static @Nullable Object sum(Arguments arguments) {
    BoundArguments bound = arguments.bind(1, "iterable", "attribute", "start");
    AttributePath path = AttributePath.of(bound.get(1), arguments.context());
    Object total = bound.get(2, 0L);
    Iterator<?> items = Iteration.iterator(bound.get(0));
    if (total instanceof String || total instanceof Markup) {
      throw PythonException.type("sum() can't sum strings [use ''.join(seq) instead]");
    }
    while (items.hasNext()) {
      total = Arithmetic.binary("+", total, path.apply(items.next()));
    }
    return total;
  }

  private static Object reverse(Arguments arguments) {
    Object value = arguments.bind(1, "value").get(0);
    if (value instanceof String || value instanceof Markup) {
      return Objects.requireNonNull(new Slice(null, null, -1L).of(value));
    }
    if (!Iteration.isIterable(value)) {
      throw new PythonException(ErrorKind.FILTER_ARGUMENT, "argument must be iterable");
    }
    List<@Nullable Object> items = Iteration.list(value);
    Collections.reverse(items);
    if (!isReversible(value)) {
      return items;
    }
    String type =
        value instanceof Tuple || value instanceof Undefined
            ? "reversed"
            : value instanceof PythonRange
                ? "range_iterator"
                : value instanceof List ? "list_reverseiterator" : "dict_reversekeyiterator";
    return OnceIterator.iterator(type, items.iterator());
  }

  private static Object batch(Arguments arguments) {
    BoundArguments bound = arguments.bind(2, "value", "linecount", "fill_with");
    return OnceIterator.generator(
        "do_batch",
        () -> {
          Object count = bound.get(1);
          List<List<@Nullable Object>> batches = new ArrayList<>();
          List<@Nullable Object> current = new ArrayList<>();
          Iterator<?> items = Iteration.iterator(bound.get(0));
          while (items.hasNext()) {
            if (Comparison.equal((long) current.size(), count)) {
              batches.add(current);
              current = new ArrayList<>();
            }
            current.add(items.next());
          }
          if (!current.isEmpty()) {
            if (bound.get(2) != null) {
              while (Comparison.ordered("<", (long) current.size(), count)) {
                current.add(bound.get(2));
                Sizes.checkItems(current.size());
              }
            }
            batches.add(current);
          }
          return batches.iterator();
        });
  }

  private static Object slice(Arguments arguments) {
    BoundArguments bound = arguments.bind(2, "value", "slices", "fill_with");
    return OnceIterator.generator(
        "sync_do_slice",
        () -> {
          List<@Nullable Object> items = Iteration.list(bound.get(0));
          long slices = bound.integer(1, 1);
          if (slices == 0) {
            throw new PythonException(
                ErrorKind.ZERO_DIVISION, "integer division or modulo by zero");
          }
          return slices(items, Sizes.checkItems(Math.max(0, slices)), bound.get(2)).iterator();
        });
  }

  private static List<List<@Nullable Object>> slices(
      List<@Nullable Object> items, int count, @Nullable Object fill) {
    List<List<@Nullable Object>> slices = new ArrayList<>();
    int each = count == 0 ? 0 : items.size() / count;
    int longer = count == 0 ? 0 : items.size() % count;
    int at = 0;
    for (int i = 0; i < count; i++) {
      int end = at + each + (i < longer ? 1 : 0);
      List<@Nullable Object> slice = new ArrayList<>(items.subList(at, end));
      if (fill != null && i >= longer) {
        slice.add(fill);
      }
      slices.add(slice);
      at = end;
    }
    return slices;
  }

  private static Object items(Arguments arguments) {
    Object value = arguments.bind(1, "value").get(0);
    return OnceIterator.generator(
        "do_items",
        () -> {
          if (value instanceof Undefined) {
            return List.of().iterator();
          }
          if (!(value instanceof Map<?, ?> dict)) {
            throw PythonException.type("Can only get item pairs from a mapping.");
          }
          return new DictView(dict, DictView.Part.ITEMS).iterator();
        });
  }
}
