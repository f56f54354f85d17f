package io.tidemark.jinja.filter;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.HasText;
import io.tidemark.jinja.value.HasType;
import org.jspecify.annotations.Nullable;

/** A function that prints as Python prints types. */
record NamedFunction(String name, Callable function) implements Callable, HasText, HasType {
  @Override
  public @Nullable Object call(Arguments arguments) {
    return function.call(arguments);
  }

  @Override
  public String text() {
    return "<class '" + name + "'>";
  }

  @Override
  public String typeName() {
    return "type";
  }
}
