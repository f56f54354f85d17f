package io.tidemark.jinja.tree;

import io.tidemark.jinja.render.Frame;
import io.tidemark.jinja.render.Output;
import org.jspecify.annotations.Nullable;

/** {@code {% set target %}…{% endset %}}, with filters. */
public record SetBlock(Target target, @Nullable FilterCall filter, Body body, int line)
    implements Statement {
  @Override
  public Flow execute(Frame frame, Output output) {
    frame.at(line);
    Frame inner = frame.inner();
    Body.Captured captured = body.capture(inner);
    if (captured.flow() != Flow.NEXT) {
      return captured.flow();
    }
    frame.at(line);
    Object text = inner.captured(captured.text());
    Object value = filter == null ? text : filter.applyTo(inner, text);
    target.assign(frame, value);
    return Flow.NEXT;
  }
}
