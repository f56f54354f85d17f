package io.tidemark.jinja.method;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.BoundArguments;
import io.tidemark.jinja.value.CodePoints;
import io.tidemark.jinja.value.Markup;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.Sizes;
import io.tidemark.jinja.value.Tuple;
import io.tidemark.jinja.value.TypeName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Searching and replacing in str; positions are counted in code points. */
final class StringSearch {
  private StringSearch() {}

  static void addTo(Map<String, Method<String>> methods) {
    methods.put("find", (self, arguments) -> find(self, arguments, false));
    methods.put("rfind", (self, arguments) -> find(self, arguments, true));
    methods.put("index", (self, arguments) -> found(find(self, arguments, false)));
    methods.put("rindex", (self, arguments) -> found(find(self, arguments, true)));
    methods.put("count", StringSearch::count);
    methods.put("startswith", (self, arguments) -> affix(self, arguments, true));
    methods.put("endswith", (self, arguments) -> affix(self, arguments, false));
  }

  private static long found(long position) {
    if (position < 0) {
      throw PythonException.value("substring not found");
    }
    return position;
  }

  private record Window(String text, long offset, boolean empty) {
    static Window of(String self, BoundArguments bound) {
      int length = CodePoints.length(self);
      long start = clamp(bound.get(1) == null ? 0 : bound.clamped(1, 0), length);
      long end = bound.get(2) == null ? length : bound.clamped(2, length);
      long stop = Math.min(length, clamp(end, length));
      if (start > length || start > stop) {
        return new Window("", start, true);
      }
      return new Window(CodePoints.slice(self, (int) start, (int) stop), start, false);
    }

    private static long clamp(long index, int length) {
      long absolute = index < 0 ? Math.max(0, index + length) : index;
      return index < 0 ? absolute : index > length ? (long) length + 1 : absolute;
    }
  }

  private static BoundArguments bound(Arguments arguments) {
    return arguments.bind(1, "sub", "start", "end");
  }

  private static Window window(String self, BoundArguments bound) {
    Window window = Window.of(self, bound);
    long length = CodePoints.length(self);
    // A stop beyond the end is the end; only a start beyond it leaves nothing.
    if (window.empty() && window.offset() <= length && bound.get(2) == null) {
      return new Window("", window.offset(), false);
    }
    return window;
  }

  private static long find(String self, Arguments arguments, boolean last) {
    BoundArguments bound = bound(arguments);
    String part = bound.text(0);
    Window window = window(self, bound);
    if (window.empty()) {
      return -1;
    }
    int offset = last ? window.text().lastIndexOf(part) : window.text().indexOf(part);
    return offset < 0 ? -1 : window.offset() + CodePoints.index(window.text(), offset);
  }

  private static Object count(String self, Arguments arguments) {
    BoundArguments bound = bound(arguments);
    String part = bound.text(0);
    Window window = window(self, bound);
    if (window.empty()) {
      return 0L;
    }
    if (part.isEmpty()) {
      return (long) CodePoints.length(window.text()) + 1;
    }
    long count = 0;
    int at = window.text().indexOf(part);
    while (at >= 0) {
      count++;
      at = window.text().indexOf(part, at + part.length());
    }
    return count;
  }

  private static boolean affix(String self, Arguments arguments, boolean start) {
    BoundArguments bound = bound(arguments);
    Window window = window(self, bound);
    Object wanted = bound.get(0);
    if (wanted instanceof Tuple tuple) {
      for (Object one : tuple) {
        if (matches(window, affixText(one, arguments), start)) {
          return true;
        }
      }
      return false;
    }
    return matches(window, affixText(wanted, arguments), start);
  }

  private static boolean matches(Window window, String affix, boolean start) {
    return !window.empty()
        && (start ? window.text().startsWith(affix) : window.text().endsWith(affix));
  }

  private static String affixText(@Nullable Object affix, Arguments arguments) {
    if (affix instanceof String || affix instanceof Markup) {
      return affix.toString();
    }
    throw PythonException.type(
        "%s first arg must be str or a tuple of str, not %s"
            .formatted(arguments.function(), TypeName.of(affix)));
  }

  /** Python's replace: a negative count replaces all; an empty old text goes between characters. */
  static String replace(String self, String old, String replacement, long count) {
    if (count == 0) {
      return self;
    }
    if (old.isEmpty()) {
      return interleaved(self, replacement, count);
    }
    StringBuilder out = new StringBuilder(self.length());
    int from = 0;
    int at = self.indexOf(old);
    for (long done = 0; at >= 0 && (count < 0 || done < count); done++) {
      out.append(self, from, at).append(replacement);
      Sizes.checkText(out.length());
      from = at + old.length();
      at = self.indexOf(old, from);
    }
    return out.append(self, from, self.length()).toString();
  }

  private static String interleaved(String self, String replacement, long count) {
    StringBuilder out = new StringBuilder();
    long left = count < 0 ? Long.MAX_VALUE : count;
    for (int i = 0; i < self.length(); ) {
      int c = self.codePointAt(i);
      i += Character.charCount(c);
      if (left-- > 0) {
        out.append(replacement);
      }
      out.appendCodePoint(c);
      Sizes.checkText(out.length());
    }
    return left > 0 ? out.append(replacement).toString() : out.toString();
  }
}
