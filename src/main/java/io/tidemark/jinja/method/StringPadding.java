package io.tidemark.jinja.method;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.BoundArguments;
import io.tidemark.jinja.value.CodePoints;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.Sizes;
import io.tidemark.jinja.value.Whitespace;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stripping and filling of str. */
final class StringPadding {
  private StringPadding() {}

  static void addTo(Map<String, Method<String>> methods) {
    methods.put("strip", (self, arguments) -> strip(self, arguments, true, true));
    methods.put("lstrip", (self, arguments) -> strip(self, arguments, true, false));
    methods.put("rstrip", (self, arguments) -> strip(self, arguments, false, true));
    methods.put("ljust", StringPadding::leftJustified);
    methods.put("rjust", StringPadding::rightJustified);
    methods.put("center", StringPadding::centered);
    methods.put("zfill", StringPadding::zeroFilled);
    methods.put("expandtabs", StringPadding::expandTabs);
  }

  private static String strip(String self, Arguments arguments, boolean left, boolean right) {
    String characters = arguments.bind(0, "chars").textOrNone(0);
    int start = 0;
    int end = self.length();
    while (left && start < end && stripped(self.charAt(start), characters)) {
      start++;
    }
    while (right && end > start && stripped(self.charAt(end - 1), characters)) {
      end--;
    }
    return self.substring(start, end);
  }

  private static boolean stripped(char c, @Nullable String characters) {
    return characters == null ? Whitespace.isSpace(c) : characters.indexOf(c) >= 0;
  }

  private record Filling(long missing, long width, String fill) {
    static Filling of(String self, Arguments arguments) {
      BoundArguments bound = arguments.bind(1, "width", "fillchar");
      String fill = bound.text(1, " ");
      if (CodePoints.length(fill) != 1) {
        throw PythonException.type("The fill character must be exactly one character long");
      }
      long width = Sizes.checkText(bound.integer(0, 0));
      return new Filling(Math.max(0, width - CodePoints.length(self)), width, fill);
    }

    String times(long count) {
      return fill.repeat((int) count);
    }
  }

  private static String leftJustified(String self, Arguments arguments) {
    Filling filling = Filling.of(self, arguments);
    return self + filling.times(filling.missing());
  }

  private static String rightJustified(String self, Arguments arguments) {
    Filling filling = Filling.of(self, arguments);
    return filling.times(filling.missing()) + self;
  }

  private static String centered(String self, Arguments arguments) {
    Filling filling = Filling.of(self, arguments);
    long left = filling.missing() / 2 + (filling.missing() & filling.width() & 1);
    return filling.times(left) + self + filling.times(filling.missing() - left);
  }

  private static String zeroFilled(String self, Arguments arguments) {
    long width = Sizes.checkText(arguments.bind(1, "width").integer(0, 0));
    int missing = (int) Math.max(0, width - CodePoints.length(self));
    int sign = self.startsWith("-") || self.startsWith("+") ? 1 : 0;
    return self.substring(0, sign) + "0".repeat(missing) + self.substring(sign);
  }

  private static String expandTabs(String self, Arguments arguments) {
    int size = Sizes.checkText(Math.max(0, arguments.bind(0, "tabsize").integer(0, 8)));
    StringBuilder out = new StringBuilder();
    int column = 0;
    for (int i = 0; i < self.length(); i++) {
      char c = self.charAt(i);
      if (c == '\t') {
        int fill = size == 0 ? 0 : size - column % size;
        out.append(" ".repeat(fill));
        column += fill;
        Sizes.checkText(out.length());
      } else {
        out.append(c);
        column = c == '\n' || c == '\r' ? 0 : column + 1;
      }
    }
    return out.toString();
  }
}
