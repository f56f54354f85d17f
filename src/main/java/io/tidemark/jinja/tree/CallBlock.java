package io.tidemark.jinja.tree;

import io.tidemark.jinja.render.Frame;
import io.tidemark.jinja.render.Output;

/** {@code {% call(arguments) macro() %}…{% endcall %}}: the body is the macro's {@code caller}. */
public record CallBlock(Call call, MacroDefinition caller, int line) implements Statement {
  @Override
  public Flow execute(Frame frame, Output output) {
    frame.at(line);
    output.piece(call.evaluate(frame, MacroFunction.caller(caller, frame)));
    return Flow.NEXT;
  }
}
