package io.tidemark.template;

import io.tidemark.jinja.value.HasAttributes;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A package in a template, some of whose macros mean something else. */
record OverriddenPackage(String name, HasAttributes macros, Map<String, @Nullable Object> overrides)
    implements HasAttributes {

  @Override
  public @Nullable Object attribute(String macro) {
    String qualified = name + "." + macro;
    return overrides.containsKey(qualified) ? overrides.get(qualified) : macros.attribute(macro);
  }

  @Override
  public Collection<String> attributeNames() {
    return macros.attributeNames();
  }
}
