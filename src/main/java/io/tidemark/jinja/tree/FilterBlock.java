package io.tidemark.jinja.tree;

import io.tidemark.jinja.render.Frame;
import io.tidemark.jinja.render.Output;

/** {@code {% filter name %}…{% endfilter %}}. */
public record FilterBlock(FilterCall filter, Body body, int line) implements Statement {
  @Override
  public Flow execute(Frame frame, Output output) {
    frame.at(line);
    Frame inner = frame.inner();
    Body.Captured captured = body.capture(inner);
    if (captured.flow() != Flow.NEXT) {
      return captured.flow();
    }
    frame.at(line);
    output.piece(filter.applyTo(inner, inner.captured(captured.text())));
    return Flow.NEXT;
  }
}
