package io.tidemark.jinja.value;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code namespace(...)} makes: attributes that can be set from inner scopes. */
public final class Namespace implements HasAttributes, HasItems, HasText, HasType {
  private final Map<@Nullable Object, @Nullable Object> attributes;

  public Namespace(Map<@Nullable Object, @Nullable Object> attributes) {
    this.attributes = attributes;
  }

  Map<@Nullable Object, @Nullable Object> attributes() {
    return attributes;
  }

  public void set(String name, @Nullable Object value) {
    attributes.put(name, value);
  }

  @Override
  public @Nullable Object attribute(String name) {
    return attributes.containsKey(name) ? attributes.get(name) : Missing.MISSING;
  }

  @Override
  public Collection<String> attributeNames() {
    return attributes.keySet().stream().map(String::valueOf).toList();
  }

  @Override
  public @Nullable Object item(@Nullable Object key) {
    return key instanceof String name ? attribute(name) : Missing.MISSING;
  }

  @Override
  public String text() {
    return PythonText.repr(this);
  }

  @Override
  public String typeName() {
    return "Namespace";
  }
}
