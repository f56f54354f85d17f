package io.tidemark.template;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.HasItems;
import io.tidemark.jinja.value.Missing;
import java.util.ArrayList;
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
    Macro macro = key instanceof String ? macros.get(key) : null;
    return macro == null ? Missing.MISSING : scope.bound(macro);
  }

  @Override
  public @Nullable Object attribute(String name) {
    Macro macro = macros.get(name);
    if (macro != null) {
      return scope.bound(macro);
    }
    // In dbt it is a dictionary, of which packages ask whether it has a macro.
    Callable method =
        switch (name) {
          case "get" -> this::get;
          case "is_incremental" -> incremental();
          case "keys" -> arguments -> new ArrayList<>(macros.keySet());
          default -> null;
        };
    return method == null ? Missing.MISSING : method;
  }

  /** A macro in dbt, a function here: by dbt's name a project finds it that has one of its own. */
  private @Nullable Callable incremental() {
    return macros.containsKey("run_query")
            && scope.function("is_incremental") instanceof Callable function
        ? function
        : null;
  }

  private @Nullable Object get(Arguments arguments) {
    Macro macro = macros.get(arguments.text(0, "key"));
    return macro == null ? arguments.get(1, "default", null) : scope.bound(macro);
  }

  @Override
  public Collection<String> attributeNames() {
    return macros.keySet();
  }
}
