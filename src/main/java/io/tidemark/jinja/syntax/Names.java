package io.tidemark.jinja.syntax;

import io.tidemark.jinja.tree.Target;
import io.tidemark.jinja.tree.UnsetNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Follows the names that a template reads and sets while it is parsed, scope by scope. */
final class Names {
  /** A scope, and what its body will be told about its names. */
  record Scope(Symbols symbols, UnsetNames unset, @Nullable Scope parent) {}

  private final SpecialNames special = new SpecialNames();
  private final List<Scope> scopes = new ArrayList<>();
  private Scope current;

  Names() {
    current = newScope(null);
  }

  private Scope newScope(@Nullable Scope parent) {
    Scope scope =
        new Scope(new Symbols(parent == null ? null : parent.symbols()), new UnsetNames(), parent);
    scopes.add(scope);
    return scope;
  }

  /** Which of a macro's special names are read. */
  SpecialNames special() {
    return special;
  }

  Symbols symbols() {
    return current.symbols();
  }

  Scope current() {
    return current;
  }

  /** A scope within the current one, which it becomes. */
  Scope enter() {
    current = newScope(current);
    return current;
  }

  /** Goes back into a scope that was left. */
  void enterAgain(Scope scope) {
    current = scope;
  }

  void leave() {
    current = Objects.requireNonNull(current.parent());
  }

  void read(String name) {
    special.read(name);
    symbols().read(name);
  }

  /** A parameter of the current scope. */
  void parameter(String name) {
    symbols().parameter(name);
  }

  void parameters(Target target) {
    target.names().forEach(this::parameter);
  }

  /** The target of a set, once the value before it was read. */
  void store(Target target) {
    target.names().forEach(symbols()::store);
  }

  /** To be called at the end of the parse. */
  void resolve() {
    for (Scope scope : scopes) {
      scope.unset().resolve(scope.symbols().unset());
    }
  }
}
