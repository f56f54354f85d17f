package io.tidemark.jinja.filter;

import io.tidemark.jinja.render.NativeMarker;
import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.Tuple;
import java.util.List;
import java.util.Map;

/**
 * dbt's own filters: {@code as_…} mark a text in a native render and do nothing elsewhere, {@code
 * is_list} is a test in a filter's place.
 */
public final class NativeFilters {
  private NativeFilters() {}

  /** The filters of a native render. */
  public static Map<String, Callable> all() {
    return Map.of(
        "as_text", marking(NativeMarker.Kind.TEXT),
        "as_native", marking(NativeMarker.Kind.NATIVE),
        "as_bool", marking(NativeMarker.Kind.BOOL),
        "as_number", marking(NativeMarker.Kind.NUMBER),
        "is_list", NativeFilters::isList);
  }

  private static Callable marking(NativeMarker.Kind kind) {
    return arguments -> new NativeMarker(kind, PythonText.str(arguments.bind(1, "value").get(0)));
  }

  private static boolean isList(Arguments arguments) {
    Object value = arguments.bind(1, "value").get(0);
    return value instanceof List && !(value instanceof Tuple);
  }

  static void addUnmarkedTo(Map<String, Callable> filters) {
    for (String name : List.of("as_text", "as_native", "as_bool", "as_number")) {
      filters.put(name, arguments -> arguments.bind(1, "value").get(0));
    }
    filters.put("is_list", NativeFilters::isList);
  }
}
