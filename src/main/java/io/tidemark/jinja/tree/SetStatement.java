package io.tidemark.jinja.tree;

import io.tidemark.jinja.render.Frame;
import io.tidemark.jinja.render.Output;

/** {@code {% set target = value %}}. */
public record SetStatement(Target target, Expression value, int line) implements Statement {
  @Override
  public Flow execute(Frame frame, Output output) {
    frame.at(line);
    target.assign(frame, value.evaluate(frame));
    return Flow.NEXT;
  }
}
