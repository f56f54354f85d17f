package io.tidemark.template;

import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.HasItems;
import io.tidemark.jinja.value.Missing;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** {@code context}: every name that a template knows, by its name. */
record ContextValue(NodeScope scope) implements HasItems, HasAttributes {

  @Override
  public @Nullable Object item(@Nullable Object key) {
    return key instanceof String name && scope.has(name) ? scope.get(name) : Missing.MISSING;
  }

  @Override
  public @Nullable Object attribute(String name) {
    if (!name.equals("get")) {
      return Missing.MISSING;
    }
    Callable get =
        arguments -> {
          Object found = item(arguments.get(0, "key"));
          return found == Missing.MISSING ? arguments.get(1, "default", null) : found;
        };
    return get;
  }

  @Override
  public Collection<String> attributeNames() {
    return scope.names();
  }
}
