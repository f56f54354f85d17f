package io.tidemark.jinja.value;

import org.jspecify.annotations.Nullable;

/** Something a template can call: {@code x(1, name=2)}. Also the shape of filters and tests. */
@FunctionalInterface
public interface Callable {
  /**
   * Calls it.
   *
   * @param arguments what the template passed; for a filter or test the first positional argument
   *     is the value it is applied to
   * @return any value a template can hold; {@code null} is Python's None
   */
  @Nullable Object call(Arguments arguments);
}
