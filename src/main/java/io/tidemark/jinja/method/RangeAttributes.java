package io.tidemark.jinja.method;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.Numbers;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonRange;
import io.tidemark.jinja.value.PythonText;
import org.jspecify.annotations.Nullable;

/** The attributes of a range. */
final class RangeAttributes {
  private RangeAttributes() {}

  static @Nullable Object attribute(PythonRange range, String name) {
    return switch (name) {
      case "start" -> range.start();
      case "stop" -> range.stop();
      case "step" -> range.step();
      case "count" ->
          new BoundMethod<PythonRange>(
              name, range, (self, arguments) -> position(self, arguments) < 0 ? 0L : 1L);
      case "index" ->
          new BoundMethod<PythonRange>(
              name,
              range,
              (self, arguments) -> {
                long position = position(self, arguments);
                if (position < 0) {
                  throw PythonException.value(
                      PythonText.repr(arguments.get(0, "value")) + " is not in range");
                }
                return position;
              });
      default -> Missing.MISSING;
    };
  }

  private static long position(PythonRange range, Arguments arguments) {
    Object value = arguments.bind(1, "value").get(0);
    if (!Numbers.isInteger(value) || !range.contains(Numbers.index(value))) {
      return -1;
    }
    return (Numbers.index(value) - range.start()) / range.step();
  }
}
