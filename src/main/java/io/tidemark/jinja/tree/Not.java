package io.tidemark.jinja.tree;

import io.tidemark.jinja.render.Frame;
import io.tidemark.jinja.value.Truth;

/** {@code not value}. */
public record Not(Expression value, int line) implements Expression {
  @Override
  public Boolean evaluate(Frame frame) {
    return !Truth.of(value.operand(frame));
  }

  @Override
  public String kind() {
    return "not";
  }

  @Override
  public boolean isConstant() {
    return value.isConstant();
  }
}
