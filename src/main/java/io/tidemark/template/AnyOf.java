package io.tidemark.template;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.Comparison;
import io.tidemark.jinja.value.HasItems;
import io.tidemark.jinja.value.PythonText;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code validation.any}: called with values it gives a validator that refuses every other value.
 * Written with brackets, as in {@code validation.any[list]}, it is nothing to Python, and dbt calls
 * what is nothing without a word; so that checks nothing.
 */
record AnyOf() implements Callable, HasItems {

  @Override
  public Object call(Arguments arguments) {
    List<@Nullable Object> allowed = arguments.positional();
    return (Callable) given -> validated(given, allowed);
  }

  @Override
  public Object item(@Nullable Object key) {
    return (Callable) given -> null;
  }

  private static @Nullable Object validated(Arguments given, List<@Nullable Object> allowed) {
    Object value = given.get(0, "value");
    if (allowed.stream().noneMatch(one -> Comparison.equal(value, one))) {
      throw given.error(
          "Expected value \"%s\" to be one of %s"
              .formatted(
                  PythonText.str(value),
                  allowed.stream().map(PythonText::str).collect(Collectors.joining(","))));
    }
    return null;
  }
}
