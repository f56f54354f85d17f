package io.tidemark.jinja.tree;

import io.tidemark.jinja.render.Escaping;
import io.tidemark.jinja.render.Frame;
import io.tidemark.jinja.render.Output;
import io.tidemark.jinja.value.Truth;

/** {@code {% autoescape value %}…{% endautoescape %}}: what is printed inside is escaped. */
public record EscapeBlock(Expression value, Body body) implements Statement {
  @Override
  public Flow execute(Frame frame, Output output) {
    boolean wanted = Truth.of(value.evaluate(frame));
    Escaping escaping = value.isConstant() ? Escaping.ALL : Escaping.COMPUTED;
    return body.execute(frame.escaping(wanted ? escaping : Escaping.NONE), output);
  }
}
