package io.tidemark.jinja.tree;

import io.tidemark.jinja.render.Escaping;
import io.tidemark.jinja.render.Frame;
import io.tidemark.jinja.render.NotConstant;
import io.tidemark.jinja.render.Output;
import io.tidemark.jinja.value.Markup;
import io.tidemark.jinja.value.NamedTuple;
import io.tidemark.jinja.value.Numbers;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonRange;
import io.tidemark.jinja.value.PythonText;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code {{ expression }}}. */
public record Print(Expression expression) implements Statement {
  @Override
  public Flow execute(Frame frame, Output output) {
    frame.at(expression.line());
    if (frame.render().ofValues()) {
      printValue(frame, output);
    } else if (!expression.isConstant() || !printsConstant(frame, output)) {
      output.value(shown(frame, expression.evaluate(frame)));
    }
    return Flow.NEXT;
  }

  private boolean printsConstant(Frame frame, Output output) {
    Object value;
    try {
      value = expression.evaluate(frame.forConstants());
    } catch (NotConstant | PythonException failed) {
      return false;
    }
    output.value(frame.escaping() == Escaping.ALL ? Markup.of(value) : value);
    return true;
  }

  // What Jinja2 computes and prints while it compiles is text, where values are wanted too.
  private void printValue(Frame frame, Output output) {
    try {
      Object value = expression.evaluate(frame.forConstants());
      if (isPlain(value)) {
        output.text(PythonText.str(value));
        return;
      }
    } catch (NotConstant | PythonException reached) {
      // It is computed when it is reached.
    }
    output.value(expression.evaluate(frame));
  }

  private static @Nullable Object shown(Frame frame, @Nullable Object value) {
    return frame.escapes() ? Markup.of(value) : value;
  }

  private static boolean isPlain(@Nullable Object value) {
    if (value instanceof Map<?, ?> dict) {
      return dict.keySet().stream().allMatch(Print::isPlain)
          && dict.values().stream().allMatch(Print::isPlain);
    }
    if (value instanceof Collection<?> items) {
      return !(value instanceof NamedTuple) && items.stream().allMatch(Print::isPlain);
    }
    return value == null
        || value instanceof String
        || value instanceof Markup
        || (Numbers.isNumber(value) && !(value instanceof BigDecimal))
        || value instanceof PythonRange;
  }
}
