package io.tidemark.template;

import io.tidemark.jinja.render.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names that a node's template and the macros it calls see: macros first, then functions and
 * values; so a project can override {@code ref} by a macro of that name, as in dbt. For one thread.
 */
final class NodeScope implements Scope {

  private final MacroLibrary macros;
  private final Map<String, @Nullable Object> names;
  private final Set<String> called = new LinkedHashSet<>();

  NodeScope(MacroLibrary macros, Map<String, @Nullable Object> names) {
    this.macros = macros;
    this.names = names;
  }

  @Override
  public @Nullable Object get(String name) {
    Optional<Macro> macro = macros.find(name);
    if (macro.isPresent()) {
      called.add(macro.get().uniqueId());
      return macro.get().block().bind(this);
    }
    return names.get(name);
  }

  @Override
  public boolean has(String name) {
    return names.containsKey(name) || macros.find(name).isPresent();
  }

  @Override
  public Collection<String> names() {
    List<String> all = new ArrayList<>(names.keySet());
    macros.all().forEach(macro -> all.add(macro.name()));
    return all;
  }

  /** The unique ids of the macros that were looked up. */
  Set<String> calledMacros() {
    return called;
  }
}
