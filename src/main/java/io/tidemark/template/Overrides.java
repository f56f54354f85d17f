package io.tidemark.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a unit test puts in the place of things that its model asks for.
 *
 * @param macros what macros, functions and values of the context give, by their name; a package's
 *     macro with the package before it: {@code dbt_utils.star}
 * @param vars what {@code var()} gives
 * @param environment what {@code env_var()} gives
 */
public record Overrides(
    Map<String, @Nullable Object> macros,
    Map<String, @Nullable Object> vars,
    Map<String, @Nullable Object> environment) {

  /** Copies the maps. */
  public Overrides {
    macros = Collections.unmodifiableMap(new LinkedHashMap<>(macros));
    vars = Collections.unmodifiableMap(new LinkedHashMap<>(vars));
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
  }
}
