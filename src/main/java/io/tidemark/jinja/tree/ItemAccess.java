package io.tidemark.jinja.tree;

import io.tidemark.jinja.render.Frame;
import org.jspecify.annotations.Nullable;

/** {@code owner[key]}. */
public record ItemAccess(Expression owner, Expression key, int line) implements Expression {
  @Override
  public @Nullable Object evaluate(Frame frame) {
    return frame.item(owner.evaluate(frame), key.evaluate(frame));
  }

  @Override
  public String kind() {
    return "getitem";
  }
}
