package io.tidemark.jinja.filter;

import io.tidemark.jinja.value.Callable;
import java.util.LinkedHashMap;
import java.util.Map;

/** Jinja2's filters. */
public final class StandardFilters {
  private StandardFilters() {}

  public static Map<String, Callable> all() {
    Map<String, Callable> filters = new LinkedHashMap<>();
    TextFilters.addTo(filters);
    LayoutFilters.addTo(filters);
    HtmlFilters.addTo(filters);
    NumberFilters.addTo(filters);
    SequenceFilters.addTo(filters);
    OrderFilters.addTo(filters);
    SelectionFilters.addTo(filters);
    NativeFilters.addUnmarkedTo(filters);
    return filters;
  }
}
