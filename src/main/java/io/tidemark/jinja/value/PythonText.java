package io.tidemark.jinja.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Python's {@code str} and {@code repr} of every value. */
public final class PythonText {
  /** Python refuses to print more, as that takes quadratic time. */
  private static final int MAX_DIGITS = 4_300;

  private final StringBuilder out = new StringBuilder();
  private final List<Object> open = new ArrayList<>();
  private final boolean asciiOnly;

  private PythonText(boolean asciiOnly) {
    this.asciiOnly = asciiOnly;
  }

  /** What {@code {{ value }}} prints. */
  public static String str(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof Markup markup) {
      return markup.text();
    }
    if (value instanceof HasText printable) {
      return printable.text();
    }
    if (value instanceof Undefined undefined) {
      return undefined.printed();
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toString();
    }
    if (value instanceof TemporalAccessor time) {
      return TimeText.str(time);
    }
    return repr(value);
  }

  /** What a value looks like inside a list. */
  public static String repr(@Nullable Object value) {
    PythonText text = new PythonText(false);
    text.append(value);
    return text.out.toString();
  }

  /** As {@link #repr}, with everything outside ASCII escaped. */
  public static String ascii(@Nullable Object value) {
    PythonText text = new PythonText(true);
    text.append(value);
    return text.out.toString();
  }

  private void append(@Nullable Object value) {
    if (value == null) {
      out.append("None");
    } else if (value instanceof String text) {
      StringLiteral.append(out, text, asciiOnly);
    } else if (value instanceof Boolean truth) {
      out.append(truth ? "True" : "False");
    } else if (value instanceof Double || value instanceof Float) {
      out.append(FloatText.repr(((Number) value).doubleValue()));
    } else if (value instanceof BigDecimal decimal) {
      out.append("Decimal('").append(decimal).append("')");
    } else if (value instanceof BigInteger integer) {
      out.append(digits(integer));
    } else if (value instanceof Long || value instanceof Integer) {
      out.append(value);
    } else if (value instanceof Namespace namespace) {
      out.append("<Namespace ");
      append(namespace.attributes());
      out.append('>');
    } else if (value instanceof DictView view) {
      appendView(view);
    } else if (value instanceof HasText printable) {
      out.append(printable.representation());
    } else if (value instanceof Number) {
      out.append(value);
    } else if (value instanceof Markup markup) {
      out.append("Markup(");
      StringLiteral.append(out, markup.text(), asciiOnly);
      out.append(')');
    } else if (value instanceof Undefined) {
      out.append("Undefined");
    } else if (value instanceof TemporalAccessor time) {
      out.append(TimeText.repr(time));
    } else {
      appendContainer(value);
    }
  }

  private static String digits(BigInteger integer) {
    String digits = integer.toString();
    if (digits.length() - (integer.signum() < 0 ? 1 : 0) > MAX_DIGITS) {
      throw PythonException.value(
          "Exceeds the limit (" + MAX_DIGITS + " digits) for integer string conversion");
    }
    return digits;
  }

  private void appendView(DictView view) {
    if (open.contains(view)) {
      out.append("...");
      return;
    }
    open.add(view);
    out.append(view.typeName()).append('(');
    append(Iteration.list(view));
    out.append(')');
    open.remove(open.size() - 1);
  }

  private void appendContainer(Object value) {
    for (Object outer : open) {
      if (outer == value) {
        out.append(value instanceof Map ? "{...}" : value instanceof Tuple ? "(...)" : "[...]");
        return;
      }
    }
    open.add(value);
    if (value instanceof Tuple tuple) {
      appendItems("(", tuple, tuple.size() == 1 ? ",)" : ")");
    } else if (value instanceof List<?> list) {
      appendItems("[", list, "]");
    } else if (value instanceof Map<?, ?> dict) {
      appendEntries(dict);
    } else if (value instanceof Set<?> set) {
      if (set.isEmpty()) {
        out.append("set()");
      } else {
        appendItems("{", SetOrder.of(set), "}");
      }
    } else {
      out.append('<').append(TypeName.of(value)).append('>');
    }
    open.remove(open.size() - 1);
  }

  private void appendItems(String before, Collection<?> items, String after) {
    out.append(before);
    boolean first = true;
    for (Object item : items) {
      if (!first) {
        out.append(", ");
      }
      first = false;
      append(item);
      Sizes.checkText(out.length());
    }
    out.append(after);
  }

  private void appendEntries(Map<?, ?> dict) {
    out.append('{');
    boolean first = true;
    for (Map.Entry<?, ?> entry : dict.entrySet()) {
      if (!first) {
        out.append(", ");
      }
      first = false;
      append(entry.getKey());
      out.append(": ");
      append(entry.getValue());
      Sizes.checkText(out.length());
    }
    out.append('}');
  }
}
