package io.tidemark.template;

import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.HasItems;
import io.tidemark.jinja.value.Missing;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A package's name in a template: {@code shop.cents_to_euros(…)}. Macros are items of it, as in
 * dbt, so that one whose name begins with an underscore can be called: as an attribute it is
 * refused.
 */
record PackageMacros(Map<String, Macro> macros, NodeScope scope)
    implements HasAttributes, HasItems {

  @Override
  public @Nullable Object item(@Nullable Object key) {
    return key instanceof String name ? attribute(name) : Missing.MISSING;
  }

  @Override
  public @Nullable Object attribute(String name) {
    Macro macro = macros.get(name);
    return macro == null ? Missing.MISSING : scope.bound(macro);
  }

  @Override
  public Collection<String> attributeNames() {
    return macros.keySet();
  }
}
