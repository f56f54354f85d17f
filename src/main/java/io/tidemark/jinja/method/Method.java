package io.tidemark.jinja.method;

import io.tidemark.jinja.value.Arguments;
import org.jspecify.annotations.Nullable;

/** A method of one of Python's own types. */
@FunctionalInterface
interface Method<T> {
  @Nullable Object call(T self, Arguments arguments);
}
