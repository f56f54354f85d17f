package io.tidemark.jinja.render;

import io.tidemark.jinja.value.Callable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The filters, tests and globals of an environment. Immutable. */
public record Library(
    Map<String, Callable> filters,
    Map<String, Callable> tests,
    Map<String, @Nullable Object> globals) {
  public Library {
    filters = Collections.unmodifiableMap(new LinkedHashMap<>(filters));
    tests = Collections.unmodifiableMap(new LinkedHashMap<>(tests));
    globals = Collections.unmodifiableMap(new LinkedHashMap<>(globals));
  }
}
