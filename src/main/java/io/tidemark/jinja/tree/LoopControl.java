package io.tidemark.jinja.tree;

import io.tidemark.jinja.render.Frame;
import io.tidemark.jinja.render.Output;

/** {@code {% break %}} and {@code {% continue %}}. */
public record LoopControl(Flow flow) implements Statement {
  @Override
  public Flow execute(Frame frame, Output output) {
    return flow;
  }
}
