package io.tidemark.jinja.value;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Python's {@code iter}, {@code list} and {@code len} do. */
public final class Iteration {
  private Iteration() {}

  public static boolean isIterable(@Nullable Object value) {
    return value instanceof Iterable
        || value instanceof Iterator
        || value instanceof String
        || value instanceof Map
        || value instanceof Markup
        || value instanceof Undefined;
  }

  /**
   * Reads the items of a value; a dict gives its keys, a string its characters, undefined nothing.
   *
   * @throws PythonException if it is not iterable
   */
  public static Iterator<?> iterator(@Nullable Object value) {
    if (value instanceof List<?> list && !(value instanceof Tuple)) {
      return new GrowingListIterator(list);
    }
    if (value instanceof Set<?> set) {
      return SetOrder.of(set).iterator();
    }
    if (value instanceof Iterable<?> items) {
      return items.iterator();
    }
    if (value instanceof Map<?, ?> dict) {
      return new DictIterator(dict, Map.Entry::getKey);
    }
    if (value instanceof String text) {
      return CodePoints.list(text).iterator();
    }
    if (value instanceof Markup markup) {
      return CodePoints.list(markup.text()).iterator();
    }
    if (value instanceof Undefined) {
      return List.of().iterator();
    }
    if (value instanceof Iterator<?> iterator) {
      return iterator;
    }
    throw PythonException.type("'" + TypeName.of(value) + "' object is not iterable");
  }

  /** A new list of the items. */
  public static List<@Nullable Object> list(@Nullable Object value) {
    if (value instanceof Set<?> set) {
      return SetOrder.of(set);
    }
    if (value instanceof Collection<?> items) {
      return new ArrayList<>(items);
    }
    List<@Nullable Object> items = new ArrayList<>();
    Iterator<?> iterator = iterator(value);
    while (iterator.hasNext()) {
      items.add(iterator.next());
      Sizes.checkItems(items.size());
    }
    return items;
  }

  /** Whether {@code len} knows it. */
  public static boolean isSized(@Nullable Object value) {
    return value instanceof Collection
        || value instanceof Map
        || value instanceof String
        || value instanceof Markup
        || value instanceof HasLength
        || value instanceof Undefined;
  }

  public static long length(@Nullable Object value) {
    if (value instanceof String text) {
      return CodePoints.length(text);
    }
    if (value instanceof Markup markup) {
      return CodePoints.length(markup.text());
    }
    if (value instanceof Collection<?> items) {
      return items.size();
    }
    if (value instanceof Map<?, ?> dict) {
      return dict.size();
    }
    if (value instanceof HasLength sized) {
      return sized.length();
    }
    if (value instanceof Undefined) {
      return 0;
    }
    throw PythonException.type("object of type '" + TypeName.of(value) + "' has no len()");
  }
}
