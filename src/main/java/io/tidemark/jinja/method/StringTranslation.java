package io.tidemark.jinja.method;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.DictKeys;
import io.tidemark.jinja.value.Markup;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.TypeName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Python's {@code str.translate}, and {@code str.maketrans}, which makes the table for it. */
final class StringTranslation {

  private StringTranslation() {}

  static void addTo(Map<String, Method<String>> methods) {
    methods.put("translate", StringTranslation::translate);
    methods.put("maketrans", (self, arguments) -> table(arguments.positional()));
  }

  private static Object translate(String self, Arguments arguments) {
    Object table = arguments.bind(1, "table").get(0);
    boolean subscriptable =
        table instanceof Map || table instanceof List || table instanceof String;
    if (!subscriptable && !self.isEmpty()) {
      throw PythonException.type("'" + TypeName.of(table) + "' object is not subscriptable");
    }
    StringBuilder out = new StringBuilder();
    self.codePoints()
        .forEach(
            c -> {
              Object mapped =
                  table instanceof Map<?, ?> dict ? DictKeys.get(dict, (long) c) : Missing.MISSING;
              if (mapped == Missing.MISSING) {
                out.appendCodePoint(c);
              } else if (mapped instanceof Long point) {
                out.appendCodePoint(point.intValue());
              } else if (mapped != null) {
                out.append(PythonText.str(mapped));
              }
            });
    return out.toString();
  }

  /** Characters by their numbers: from one dictionary, or from two texts and what is left out. */
  private static Object table(List<? extends @Nullable Object> given) {
    if (given.isEmpty() || given.size() > 3) {
      String bound = given.isEmpty() ? "at least 1 argument" : "at most 3 arguments";
      throw PythonException.type("maketrans expected " + bound + ", got " + given.size());
    }
    Map<Object, @Nullable Object> table = new LinkedHashMap<>();
    if (given.size() == 1) {
      if (!(given.get(0) instanceof Map<?, ?> dict)) {
        throw PythonException.type("if you give only one argument to maketrans it must be a dict");
      }
      dict.forEach((key, value) -> table.put(point(key), value));
      return table;
    }
    if (!isText(given.get(0))) {
      throw PythonException.type(
          "first maketrans argument must be a string if there is a second argument");
    }
    int[] from = points(given, 0);
    int[] to = points(given, 1);
    if (from.length != to.length) {
      throw PythonException.value("the first two maketrans arguments must have equal length");
    }
    for (int i = 0; i < from.length; i++) {
      table.put((long) from[i], (long) to[i]);
    }
    if (given.size() == 3) {
      for (int dropped : points(given, 2)) {
        table.put((long) dropped, null);
      }
    }
    return table;
  }

  private static int[] points(List<? extends @Nullable Object> given, int index) {
    Object text = given.get(index);
    if (!isText(text)) {
      throw PythonException.type(
          "maketrans() argument %d must be str, not %s".formatted(index + 1, TypeName.of(text)));
    }
    return PythonText.str(text).codePoints().toArray();
  }

  private static Object point(@Nullable Object key) {
    if (isText(key)) {
      int[] points = PythonText.str(key).codePoints().toArray();
      if (points.length != 1) {
        throw PythonException.value("string keys in translate table must be of length 1");
      }
      return (long) points[0];
    }
    if (key instanceof Long number) {
      return number;
    }
    throw PythonException.type("keys in translate table must be strings or integers");
  }

  private static boolean isText(@Nullable Object value) {
    return value instanceof String || value instanceof Markup;
  }
}
