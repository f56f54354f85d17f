package io.tidemark.template;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code context}: every name that a template knows, by its name. As in dbt it is a dictionary, and
 * what is put into it is what the name means from then on. For one thread.
 */
final class ContextValue extends AbstractMap<Object, @Nullable Object> {

  private final NodeScope scope;

  ContextValue(NodeScope scope) {
    this.scope = scope;
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    return key instanceof String name && scope.has(name) ? scope.get(name) : null;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return key instanceof String name && scope.has(name);
  }

  @Override
  public @Nullable Object put(Object key, @Nullable Object value) {
    Object before = get(key);
    scope.update(String.valueOf(key), value);
    return before;
  }

  /** The values are looked up when they are asked for: there are hundreds. */
  @Override
  public Set<Entry<Object, @Nullable Object>> entrySet() {
    Collection<String> names = new TreeSet<>(scope.names());
    return new AbstractSet<>() {
      @Override
      public Iterator<Entry<Object, @Nullable Object>> iterator() {
        return names.stream()
            .<Entry<Object, @Nullable Object>>map(name -> new Name(scope, name))
            .iterator();
      }

      @Override
      public int size() {
        return names.size();
      }
    };
  }

  /** It is itself alone: to compare it by its values would look up all of them. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  /** A name and what it means. */
  private record Name(NodeScope scope, String name) implements Map.Entry<Object, @Nullable Object> {

    @Override
    public Object getKey() {
      return name;
    }

    @Override
    public @Nullable Object getValue() {
      return scope.get(name);
    }

    @Override
    public @Nullable Object setValue(@Nullable Object value) {
      Object before = getValue();
      scope.update(name, value);
      return before;
    }
  }
}
