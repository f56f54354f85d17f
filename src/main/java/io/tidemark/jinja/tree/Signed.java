package io.tidemark.jinja.tree;

import io.tidemark.jinja.operator.Arithmetic;
import io.tidemark.jinja.render.Frame;
import org.jspecify.annotations.Nullable;

/** {@code -value} or {@code +value}. */
public record Signed(boolean negative, Expression value, int line) implements Expression {
  @Override
  public @Nullable Object evaluate(Frame frame) {
    Object operand = value.evaluate(frame);
    return negative ? Arithmetic.negate(operand) : Arithmetic.plus(operand);
  }

  @Override
  public String kind() {
    return negative ? "neg" : "pos";
  }

  @Override
  public boolean isConstant() {
    return value.isConstant();
  }
}
