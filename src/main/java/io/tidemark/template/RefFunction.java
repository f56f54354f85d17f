package io.tidemark.template;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.Missing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code ref} and {@code source}, which carry the configuration of what is run, as in dbt. */
record RefFunction(Callable function, RuntimeConfigValue config)
    implements Callable, HasAttributes {

  @Override
  public @Nullable Object call(Arguments arguments) {
    return function.call(arguments);
  }

  @Override
  public @Nullable Object attribute(String name) {
    return name.equals("config") ? config : Missing.MISSING;
  }

  @Override
  public List<String> attributeNames() {
    return List.of("config");
  }
}
