package io.tidemark.jinja.filter;

import io.tidemark.jinja.render.NativeMarker;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.PythonText;
import java.util.List;
import java.util.Map;

/** What dbt's {@code as_…} filters do: mark a text in a native render, nothing elsewhere. */
public final class NativeFilters {
  private NativeFilters() {}

  /** The filters of a native render. */
  public static Map<String, Callable> all() {
    return Map.of(
        "as_text", marking(NativeMarker.Kind.TEXT),
        "as_native", marking(NativeMarker.Kind.NATIVE),
        "as_bool", marking(NativeMarker.Kind.BOOL),
        "as_number", marking(NativeMarker.Kind.NUMBER));
  }

  private static Callable marking(NativeMarker.Kind kind) {
    return arguments -> new NativeMarker(kind, PythonText.str(arguments.bind(1, "value").get(0)));
  }

  static void addUnmarkedTo(Map<String, Callable> filters) {
    for (String name : List.of("as_text", "as_native", "as_bool", "as_number")) {
      filters.put(name, arguments -> arguments.bind(1, "value").get(0));
    }
  }
}
