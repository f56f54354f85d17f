package io.tidemark.jinja.tree;

import io.tidemark.jinja.render.Frame;
import io.tidemark.jinja.render.Output;
import io.tidemark.jinja.value.Markup;
import io.tidemark.jinja.value.Numbers;
import io.tidemark.jinja.value.PythonRange;
import io.tidemark.jinja.value.PythonText;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code {{ expression }}}. */
public record Print(Expression expression) implements Statement {
  @Override
  public Flow execute(Frame frame, Output output) {
    frame.at(expression.line());
    Object value = expression.evaluate(frame);
    if (expression.isConstant() && isPlain(value)) {
      output.text(PythonText.str(value));
    } else {
      output.value(value);
    }
    return Flow.NEXT;
  }

  // What Jinja2 computes and prints while it compiles, so that a native render sees text.
  private static boolean isPlain(@Nullable Object value) {
    return value == null
        || value instanceof String
        || value instanceof Markup
        || Numbers.isNumber(value)
        || value instanceof Collection
        || value instanceof Map
        || value instanceof PythonRange;
  }
}
