package io.tidemark.jinja.tree;

import io.tidemark.jinja.render.Frame;
import org.jspecify.annotations.Nullable;

/** A name. */
public record NameLookup(String name, int line) implements Expression {
  @Override
  public @Nullable Object evaluate(Frame frame) {
    return frame.lookUp(name);
  }

  @Override
  public String kind() {
    return "name";
  }
}
