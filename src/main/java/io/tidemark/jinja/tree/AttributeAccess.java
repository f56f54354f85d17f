package io.tidemark.jinja.tree;

import io.tidemark.jinja.render.Frame;
import org.jspecify.annotations.Nullable;

/** {@code owner.name}. */
public record AttributeAccess(Expression owner, String name, int line) implements Expression {
  @Override
  public @Nullable Object evaluate(Frame frame) {
    return frame.attribute(owner.operand(frame), name);
  }

  @Override
  public String kind() {
    return "getattr";
  }

  @Override
  public boolean isConstant() {
    return owner.isConstant();
  }
}
