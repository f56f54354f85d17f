package io.tidemark.jinja.format;

import io.tidemark.jinja.value.DictKeys;
import io.tidemark.jinja.value.Markup;
import io.tidemark.jinja.value.Numbers;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.Sizes;
import io.tidemark.jinja.value.SortedItems;
import io.tidemark.jinja.value.TypeName;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Python's {@code json.dumps}, ASCII only unless it is told otherwise. One use writes one value.
 */
public final class JsonText {
  private final StringBuilder out = new StringBuilder();
  private final @Nullable String indent;
  private final boolean sortKeys;
  private final boolean ascii;

  private JsonText(@Nullable String indent, boolean sortKeys, boolean ascii) {
    this.indent = indent;
    this.sortKeys = sortKeys;
    this.ascii = ascii;
  }

  /**
   * The value as JSON.
   *
   * @param indent None for one line, a number of spaces, or a string
   * @throws PythonException for a value that JSON has no form for
   */
  public static String of(@Nullable Object value, @Nullable Object indent, boolean sortKeys) {
    return of(value, indent, sortKeys, true);
  }

  /**
   * As {@link #of(Object, Object, boolean)}.
   *
   * @param ascii whether other characters are written as escapes
   */
  public static String of(
      @Nullable Object value, @Nullable Object indent, boolean sortKeys, boolean ascii) {
    String unit = null;
    if (indent instanceof String text) {
      unit = text;
    } else if (indent != null && !(value instanceof String || value instanceof Markup)) {
      unit = " ".repeat(Sizes.checkText(Math.max(0, Numbers.index(indent))));
    }
    JsonText json = new JsonText(unit, sortKeys, ascii);
    json.append(value, 0);
    return json.out.toString();
  }

  private void append(@Nullable Object value, int depth) {
    Sizes.checkText(out.length());
    if (value == null) {
      out.append("null");
    } else if (value instanceof String || value instanceof Markup) {
      string(value.toString());
    } else if (value instanceof Boolean) {
      out.append(value);
    } else if (Numbers.isFloat(value)) {
      out.append(real(PythonText.repr(value)));
    } else if (value instanceof Number && !(value instanceof BigDecimal)) {
      out.append(value);
    } else if (value instanceof List<?> list) {
      items(list, depth);
    } else if (value instanceof Map<?, ?> dict) {
      entries(dict, depth);
    } else {
      throw PythonException.type(
          "Object of type "
              + TypeName.of(value).replace("decimal.", "").replace("datetime.", "")
              + " is not JSON serializable");
    }
  }

  private static String real(String repr) {
    return switch (repr) {
      case "nan" -> "NaN";
      case "inf" -> "Infinity";
      case "-inf" -> "-Infinity";
      default -> repr;
    };
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c >= ' ' && (c < 127 || !ascii)) {
            out.append(c);
          } else {
            out.append(c == 127 ? "\u007f" : String.format("\\u%04x", (int) c));
          }
        }
      }
    }
    out.append('"');
  }

  private void separator(boolean first, int depth) {
    if (!first) {
      out.append(indent == null ? ", " : ",");
    }
    newLine(depth);
  }

  private void newLine(int depth) {
    if (indent != null) {
      out.append('\n').append(indent.repeat(depth));
    }
  }

  private void items(List<?> list, int depth) {
    out.append('[');
    boolean first = true;
    for (Object item : list) {
      separator(first, depth + 1);
      first = false;
      append(item, depth + 1);
    }
    if (!first) {
      newLine(depth);
    }
    out.append(']');
  }

  private void entries(Map<?, ?> dict, int depth) {
    Iterable<?> keys =
        sortKeys ? SortedItems.sorted(dict.keySet(), key -> key, false) : dict.keySet();
    out.append('{');
    boolean first = true;
    for (Object key : keys) {
      separator(first, depth + 1);
      first = false;
      string(key(key));
      out.append(": ");
      append(DictKeys.get(dict, key), depth + 1);
    }
    if (!first) {
      newLine(depth);
    }
    out.append('}');
  }

  private static String key(@Nullable Object key) {
    if (key instanceof String text) {
      return text;
    }
    if (key == null) {
      return "null";
    }
    if (key instanceof Boolean truth) {
      return truth ? "true" : "false";
    }
    if (Numbers.isNumber(key) && !(key instanceof BigDecimal)) {
      return real(PythonText.repr(key));
    }
    throw PythonException.type(
        "keys must be str, int, float, bool or None, not " + TypeName.of(key));
  }
}
