package io.tidemark.jinja.render;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The global names that a host offers to a template, looked up when the template uses them. */
public interface Scope {
  /** No names. */
  Scope EMPTY = of(Map.of());

  /** The value of a name that {@link #has} knows; null is None. */
  @Nullable Object get(String name);

  boolean has(String name);

  /** The names, for suggestions in errors; may be incomplete. */
  default Collection<String> names() {
    return List.of();
  }

  /** A live view of a map. */
  static Scope of(Map<String, ? extends @Nullable Object> values) {
    return new Scope() {
      @Override
      public @Nullable Object get(String name) {
        return values.get(name);
      }

      @Override
      public boolean has(String name) {
        return values.containsKey(name);
      }

      @Override
      public Collection<String> names() {
        return values.keySet();
      }
    };
  }

  /** This scope first, then the other. */
  default Scope orElse(Scope other) {
    Scope first = this;
    return new Scope() {
      @Override
      public @Nullable Object get(String name) {
        return first.has(name) ? first.get(name) : other.get(name);
      }

      @Override
      public boolean has(String name) {
        return first.has(name) || other.has(name);
      }

      @Override
      public Collection<String> names() {
        List<String> names = new ArrayList<>(first.names());
        names.addAll(other.names());
        return names;
      }
    };
  }
}
