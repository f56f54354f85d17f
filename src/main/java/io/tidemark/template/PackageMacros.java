package io.tidemark.template;

import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.Missing;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A package's name in a template: {@code shop.cents_to_euros(…)}. */
record PackageMacros(Map<String, Macro> macros, NodeScope scope) implements HasAttributes {

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
