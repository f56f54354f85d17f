package io.tidemark.jinja.tree;

import io.tidemark.jinja.render.Frame;
import io.tidemark.jinja.render.NativeMarker;
import io.tidemark.jinja.value.Truth;
import org.jspecify.annotations.Nullable;

/** {@code left and right}, {@code left or right}: gives the value that decided. */
public record Logical(boolean isAnd, Expression left, Expression right, int line)
    implements Expression {
  @Override
  public @Nullable Object evaluate(Frame frame) {
    Object first = left.evaluate(frame);
    return Truth.of(NativeMarker.unmarked(first)) == isAnd ? right.evaluate(frame) : first;
  }

  @Override
  public String kind() {
    return isAnd ? "and" : "or";
  }

  @Override
  public boolean isConstant() {
    return left.isConstant() && right.isConstant();
  }
}
