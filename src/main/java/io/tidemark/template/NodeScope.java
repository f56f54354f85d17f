package io.tidemark.template;

import io.tidemark.jinja.render.Scope;
import io.tidemark.jinja.tree.MacroFunction;
import io.tidemark.jinja.value.CallListener;
import io.tidemark.jinja.value.Callable;
import io.tidemark.postgres.NameQuoting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names that a node's template and the macros it calls see: macros first, then functions and
 * values, so that a project can override {@code ref} by a macro of that name, as in dbt; then the
 * packages, by whose name a macro is called where its own name means another. A macro sees what the
 * node sees, not what its own package would. For one thread.
 */
final class NodeScope implements Scope {

  private final MacroLibrary macros;
  private final String packageName;
  private final Map<String, @Nullable Object> names;
  private final StoredResults results;
  private final Set<String> called = new LinkedHashSet<>();
  private final Map<String, @Nullable Object> overrides = new HashMap<>();
  private final Map<String, @Nullable Object> updated = new HashMap<>();
  private final Set<String> variables = new HashSet<>();
  private int depth;

  /**
   * A scope.
   *
   * @param packageName the package of the node, whose macros are found by their names alone
   * @param quoting which parts of a relation's name are quoted
   */
  NodeScope(
      MacroLibrary macros,
      String packageName,
      Map<String, @Nullable Object> names,
      TemplateHost host,
      TemplateLog log,
      NameQuoting quoting) {
    this.macros = macros;
    this.packageName = packageName;
    this.names = new HashMap<>(names);
    this.names.put("adapter", new AdapterFunctions(macros, packageName, this, host, log, quoting));
    this.names.put("context", new ContextValue(this));
    this.results = new StoredResults(log);
    this.results.addTo(this.names);
  }

  /** What statements have given. */
  StoredResults results() {
    return results;
  }

  /** Begins to render a variable; false if that is being rendered already. */
  boolean open(String variable) {
    return variables.add(variable);
  }

  /** Ends it. */
  void close(String variable) {
    variables.remove(variable);
  }

  /** Adds names, or replaces them. */
  void know(Map<String, ? extends @Nullable Object> more) {
    names.putAll(more);
  }

  /** Adds a value that only this node's template sees. */
  void add(String name, @Nullable Object value) {
    names.put(name, value);
  }

  /** The function of that name, whatever macros there are; null if there is none. */
  @Nullable Object function(String name) {
    return names.get(name);
  }

  /** What {@code context.update()} does: the name means this from now on, whatever it meant. */
  void update(String name, @Nullable Object value) {
    updated.put(name, value);
  }

  @Override
  public @Nullable Object get(String name) {
    if (updated.containsKey(name)) {
      return updated.get(name);
    }
    if (overrides.containsKey(name)) {
      return overrides.get(name);
    }
    Optional<Macro> macro = macros.find(name, packageName);
    if (macro.isPresent()) {
      return bound(macro.get());
    }
    if (names.containsKey(name)) {
      return names.get(name);
    }
    return macros
        .ofPackage(name)
        .map(found -> new OverriddenPackage(name, new PackageMacros(found, this), overrides))
        .orElse(null);
  }

  /**
   * Lets names mean something else from now on. As in dbt, a macro of dbt's own does so under its
   * name alone and under {@code dbt.name}.
   */
  void override(Overrides other) {
    names.put("var", new OverriddenFunction(other.vars(), names.get("var")));
    names.put("env_var", new OverriddenFunction(other.environment(), names.get("env_var")));
    Map<String, @Nullable Object> values = new HashMap<>();
    other.macros().forEach((name, value) -> values.put(name, replacement(name, value)));
    Set<String> own = macros.ofPackage(OwnMacros.PACKAGE).map(Map::keySet).orElse(Set.of());
    String prefix = OwnMacros.PACKAGE + ".";
    values.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            overrides.putIfAbsent(name.substring(prefix.length()), value);
          } else if (own.contains(name)) {
            overrides.put(prefix + name, value);
          }
        });
    overrides.putAll(values);
  }

  /** What is called goes on being called. */
  private @Nullable Object replacement(String name, @Nullable Object value) {
    boolean plain = names.containsKey(name) && !(names.get(name) instanceof Callable);
    Callable constant = arguments -> value;
    return plain ? value : constant;
  }

  /** The macro, ready to be called. */
  MacroFunction bound(Macro macro) {
    return macro.block().bind(this, new Noted(macro.uniqueId()));
  }

  @Override
  public boolean has(String name) {
    return updated.containsKey(name)
        || names.containsKey(name)
        || macros.find(name, packageName).isPresent()
        || macros.ofPackage(name).isPresent();
  }

  @Override
  public Collection<String> names() {
    List<String> all = new ArrayList<>(names.keySet());
    all.addAll(updated.keySet());
    macros.all().forEach(macro -> all.add(macro.name()));
    all.addAll(macros.packages());
    return all;
  }

  /** The unique ids of the macros that were called; as in dbt not of those that they called. */
  Set<String> calledMacros() {
    return called;
  }

  /** A macro that is called now, and calls none. */
  void calls(String macro) {
    if (depth == 0) {
      called.add(macro);
    }
  }

  private final class Noted implements CallListener {

    private final String macro;

    Noted(String macro) {
      this.macro = macro;
    }

    @Override
    public void begins() {
      calls(macro);
      depth++;
    }

    @Override
    public void ends() {
      depth--;
    }
  }
}
