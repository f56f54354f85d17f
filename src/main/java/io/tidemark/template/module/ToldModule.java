package io.tidemark.template.module;

import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.HasText;
import io.tidemark.jinja.value.HasType;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A module of which somebody wants to know that it is used.
 *
 * @param module what it is
 * @param used is called whenever something is taken from it; by several threads
 */
record ToldModule(PythonModule module, Runnable used) implements HasAttributes, HasText, HasType {

  @Override
  public @Nullable Object attribute(String member) {
    used.run();
    return module.attribute(member);
  }

  @Override
  public Collection<String> attributeNames() {
    return module.attributeNames();
  }

  @Override
  public String text() {
    return module.text();
  }

  @Override
  public String typeName() {
    return module.typeName();
  }
}
