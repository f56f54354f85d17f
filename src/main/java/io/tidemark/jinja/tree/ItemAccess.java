package io.tidemark.jinja.tree;

import io.tidemark.jinja.operator.Slice;
import io.tidemark.jinja.render.Frame;
import org.jspecify.annotations.Nullable;

/** {@code owner[key]}. */
public record ItemAccess(Expression owner, Expression key, int line) implements Expression {
  @Override
  public @Nullable Object evaluate(Frame frame) {
    Object container = owner.operand(frame);
    Object index = key.operand(frame);
    return index instanceof Slice slice && frame.constantsOnly()
        ? frame.slice(container, slice)
        : frame.item(container, index);
  }

  @Override
  public String kind() {
    return "getitem";
  }

  @Override
  public boolean isConstant() {
    return owner.isConstant() && key.isConstant();
  }
}
