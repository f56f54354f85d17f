package io.tidemark.jinja.tree;

import io.tidemark.jinja.render.Frame;
import io.tidemark.jinja.render.Output;

/** {@code {% do expression %}}. */
public record DoStatement(Expression expression, int line) implements Statement {
  @Override
  public Flow execute(Frame frame, Output output) {
    frame.at(line);
    expression.evaluate(frame);
    return Flow.NEXT;
  }
}
