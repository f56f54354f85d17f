package io.tidemark.jinja.operator;

import io.tidemark.jinja.value.Adopted;
import io.tidemark.jinja.value.CodePoints;
import io.tidemark.jinja.value.DictKeys;
import io.tidemark.jinja.value.HasItems;
import io.tidemark.jinja.value.Markup;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.Numbers;
import io.tidemark.jinja.value.PythonBytes;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonRange;
import io.tidemark.jinja.value.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Python's {@code container[key]} for the engine's own containers. */
public final class Subscript {
  private Subscript() {}

  /**
   * The item, or {@link Missing#MISSING} if there is no such item or the value has no items.
   *
   * @throws PythonException only for what Jinja2 doesn't swallow, such as a slice by zero
   */
  public static @Nullable Object item(@Nullable Object container, @Nullable Object key) {
    if (key instanceof Slice slice && !(container instanceof HasItems)) {
      return slice.of(container);
    }
    if (container instanceof Map<?, ?> dict) {
      return isHashable(key) ? DictKeys.get(dict, key) : Missing.MISSING;
    }
    if (container instanceof HasItems items) {
      return Adopted.value(items.item(key));
    }
    if (!Numbers.isInteger(key)) {
      return Missing.MISSING;
    }
    long index = Numbers.index(key);
    if (container instanceof List<?> list) {
      long at = index < 0 ? index + list.size() : index;
      return at >= 0 && at < list.size() ? list.get((int) at) : Missing.MISSING;
    }
    if (container instanceof String || container instanceof Markup) {
      String text = container.toString();
      int length = CodePoints.length(text);
      long at = index < 0 ? index + length : index;
      if (at < 0 || at >= length) {
        return Missing.MISSING;
      }
      String character = CodePoints.at(text, (int) at);
      return container instanceof Markup ? new Markup(character) : character;
    }
    if (container instanceof PythonBytes octets) {
      long at = index < 0 ? index + octets.length() : index;
      return at >= 0 && at < octets.length() ? octets.at((int) at) : Missing.MISSING;
    }
    if (container instanceof PythonRange range) {
      long at = index < 0 ? index + range.length() : index;
      return at >= 0 && at < range.length() ? range.get(at) : Missing.MISSING;
    }
    return Missing.MISSING;
  }

  private static boolean isHashable(@Nullable Object key) {
    if (key instanceof Tuple tuple) {
      return tuple.stream().allMatch(Subscript::isHashable);
    }
    return !(key instanceof Map || key instanceof Set || key instanceof List);
  }
}
