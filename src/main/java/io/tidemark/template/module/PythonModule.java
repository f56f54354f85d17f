package io.tidemark.template.module;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.HasText;
import io.tidemark.jinja.value.HasType;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.PythonText;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A module with its names, which dbt has as a dict. Immutable. */
final class PythonModule implements HasAttributes, HasText, HasType {

  private final Map<String, Object> members;

  PythonModule(Map<String, ?> members) {
    this.members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  @Override
  public @Nullable Object attribute(String member) {
    return members.getOrDefault(member, Missing.MISSING);
  }

  @Override
  public Collection<String> attributeNames() {
    return members.keySet();
  }

  @Override
  public String text() {
    return PythonText.repr(members);
  }

  @Override
  public String typeName() {
    return "dict";
  }

  /** A class: called to make a value, with functions of its own. */
  record PythonClass(String name, Callable constructor, Map<String, Object> members)
      implements Callable, HasAttributes, HasText, HasType {

    /** A class that templates can name, and no more. */
    static PythonClass named(String name) {
      return new PythonClass(
          name,
          arguments -> {
            throw arguments.error("cannot create '" + name + "' instances");
          },
          Map.of());
    }

    @Override
    public @Nullable Object call(Arguments arguments) {
      return constructor.call(arguments);
    }

    @Override
    public @Nullable Object attribute(String member) {
      return members.getOrDefault(member, Missing.MISSING);
    }

    @Override
    public Collection<String> attributeNames() {
      return members.keySet();
    }

    @Override
    public String text() {
      return "<class '" + name + "'>";
    }

    @Override
    public String typeName() {
      return "type";
    }
  }
}
