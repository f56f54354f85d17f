package io.tidemark.template;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.Missing;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code var()} or {@code env_var()} with values that go before those of the function itself. */
record OverriddenFunction(Map<String, @Nullable Object> values, @Nullable Object original)
    implements Callable, HasAttributes {

  private static final String HAS_VAR = "has_var";

  @Override
  public @Nullable Object call(Arguments arguments) {
    if (arguments.size() > 0 && values.containsKey(String.valueOf(arguments.positional().get(0)))) {
      return values.get(String.valueOf(arguments.positional().get(0)));
    }
    if (original instanceof Callable function) {
      return function.call(arguments);
    }
    throw arguments.error(arguments.function() + " is no function");
  }

  @Override
  public @Nullable Object attribute(String name) {
    Object attribute =
        original instanceof HasAttributes function ? function.attribute(name) : Missing.MISSING;
    if (!name.equals(HAS_VAR) || !(attribute instanceof Callable hasVar)) {
      return attribute;
    }
    Callable overridden =
        arguments -> values.containsKey(arguments.text(0, "name")) ? true : hasVar.call(arguments);
    return overridden;
  }

  @Override
  public Collection<String> attributeNames() {
    return original instanceof HasAttributes function ? function.attributeNames() : List.of();
  }
}
