package io.tidemark.jinja.tree;

import io.tidemark.jinja.render.Frame;
import io.tidemark.jinja.render.Output;

/**
 * A block that prints nothing where it stands: a snapshot or docs, which the host renders apart.
 */
public record Silent(Body body) implements Statement {
  @Override
  public Flow execute(Frame frame, Output output) {
    return Flow.NEXT;
  }
}
