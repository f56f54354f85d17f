package io.tidemark.jinja.tree;

import io.tidemark.jinja.operator.Slice;
import io.tidemark.jinja.render.Frame;
import org.jspecify.annotations.Nullable;

/** {@code start:stop:step} within brackets. */
public record SliceExpression(
    @Nullable Expression start, @Nullable Expression stop, @Nullable Expression step, int line)
    implements Expression {
  @Override
  public Slice evaluate(Frame frame) {
    return new Slice(part(start, frame), part(stop, frame), part(step, frame));
  }

  private static @Nullable Object part(@Nullable Expression part, Frame frame) {
    return part == null ? null : part.evaluate(frame);
  }

  @Override
  public String kind() {
    return "slice";
  }

  @Override
  public boolean isConstant() {
    return isConstant(start) && isConstant(stop) && isConstant(step);
  }

  private static boolean isConstant(@Nullable Expression part) {
    return part == null || part.isConstant();
  }
}
