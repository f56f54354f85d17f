package io.tidemark.jinja.filter;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.HasText;
import io.tidemark.jinja.value.HasType;
import io.tidemark.jinja.value.Missing;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A function that prints as Python prints types.
 *
 * @param members what the type has by itself
 */
record NamedFunction(String name, Callable function, Map<String, Object> members)
    implements Callable, HasAttributes, HasText, HasType {

  NamedFunction(String name, Callable function) {
    this(name, function, Map.of());
  }

  @Override
  public @Nullable Object attribute(String member) {
    return members.getOrDefault(member, Missing.MISSING);
  }

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
