package io.tidemark.jinja.tree;

import io.tidemark.jinja.render.Frame;
import org.jspecify.annotations.Nullable;

/** A literal. */
public record Constant(@Nullable Object value, int line) implements Expression {
  @Override
  public @Nullable Object evaluate(Frame frame) {
    return frame.written(value);
  }

  @Override
  public String kind() {
    return "const";
  }

  @Override
  public boolean isConstant() {
    return true;
  }
}
