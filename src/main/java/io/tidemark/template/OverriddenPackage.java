package io.tidemark.template;

import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.HasItems;
import io.tidemark.jinja.value.Missing;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A package in a template, some of whose macros mean something else. */
record OverriddenPackage(String name, HasAttributes macros, Map<String, @Nullable Object> overrides)
    implements HasAttributes, HasItems {

  /** Macros are items too, as in {@link PackageMacros}. */
  @Override
  public @Nullable Object item(@Nullable Object key) {
    return key instanceof String macro ? attribute(macro) : Missing.MISSING;
  }

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
