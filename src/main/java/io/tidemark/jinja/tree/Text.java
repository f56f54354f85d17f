package io.tidemark.jinja.tree;

import io.tidemark.jinja.render.Frame;
import io.tidemark.jinja.render.Output;

/** The template's own text. */
public record Text(String text) implements Statement {
  @Override
  public Flow execute(Frame frame, Output output) {
    output.text(text);
    return Flow.NEXT;
  }
}
