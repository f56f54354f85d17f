package io.tidemark.jinja.filter;

import io.tidemark.jinja.value.CodePoints;
import io.tidemark.jinja.value.Comparison;
import io.tidemark.jinja.value.DictKeys;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.Sizes;
import io.tidemark.jinja.value.Tuple;
import io.tidemark.jinja.value.TypeName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Python's {@code pprint.pformat}: containers that don't fit in 80 columns take a line an item. */
final class PrettyText {
  private static final int WIDTH = 80;

  private final StringBuilder out = new StringBuilder();

  private PrettyText() {}

  static String of(@Nullable Object value) {
    PrettyText text = new PrettyText();
    text.append(value, 0, 0);
    return text.out.toString();
  }

  private void append(@Nullable Object value, int indent, int allowance) {
    String flat = flat(value);
    boolean container = value instanceof Collection || value instanceof Map;
    if (!container || flat.length() <= WIDTH - indent - allowance) {
      out.append(flat);
    } else if (value instanceof Map<?, ?> dict) {
      entries(dict, indent, allowance);
    } else if (value instanceof Tuple tuple) {
      items("(", tuple, tuple.size() == 1 ? ",)" : ")", indent, allowance);
    } else if (value instanceof List<?> list) {
      items("[", list, "]", indent, allowance);
    } else if (value instanceof Collection<?> set) {
      items("{", set, "}", indent, allowance);
    }
    Sizes.checkText(out.length());
  }

  private static String flat(@Nullable Object value) {
    return PythonText.repr(sorted(value));
  }

  private static @Nullable Object sorted(@Nullable Object value) {
    if (value instanceof Map<?, ?> dict) {
      Map<@Nullable Object, @Nullable Object> ordered = new LinkedHashMap<>();
      for (Object key : keys(dict)) {
        ordered.put(key, sorted(DictKeys.get(dict, key)));
      }
      return ordered;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> items = new ArrayList<>();
      list.forEach(item -> items.add(sorted(item)));
      return value instanceof Tuple ? Tuple.copyOf(items) : items;
    }
    return value;
  }

  // Keys that have no order among themselves are ordered by type, else as they come.
  private static List<@Nullable Object> keys(Map<?, ?> dict) {
    List<@Nullable Object> keys = new ArrayList<>(dict.keySet());
    keys.sort((left, right) -> isBefore(left, right) ? -1 : 1);
    return keys;
  }

  private static boolean isBefore(@Nullable Object left, @Nullable Object right) {
    try {
      return Comparison.ordered("<", left, right);
    } catch (PythonException mixed) {
      return TypeName.of(left).compareTo(TypeName.of(right)) < 0;
    }
  }

  private void items(String open, Collection<?> items, String close, int indent, int allowance) {
    out.append(open);
    int left = items.size();
    for (Object item : items) {
      left--;
      append(item, indent + 1, left == 0 ? allowance + close.length() : 1);
      if (left > 0) {
        out.append(",\n").append(" ".repeat(indent + 1));
      }
    }
    out.append(close);
  }

  private void entries(Map<?, ?> dict, int indent, int allowance) {
    out.append('{');
    int left = dict.size();
    for (Object key : keys(dict)) {
      left--;
      String label = PythonText.repr(key) + ": ";
      out.append(label);
      append(
          DictKeys.get(dict, key),
          indent + 1 + CodePoints.length(label),
          left == 0 ? allowance + 1 : 1);
      if (left > 0) {
        out.append(",\n").append(" ".repeat(indent + 1));
      }
    }
    out.append('}');
  }
}
