package io.tidemark.jinja.tree;

import io.tidemark.jinja.error.ErrorKind;
import io.tidemark.jinja.render.Frame;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code value is name(arguments)}. */
public record TestCall(Expression value, String name, CallArguments arguments, int line)
    implements Expression {
  @Override
  public @Nullable Object evaluate(Frame frame) {
    Callable test = frame.test(name);
    if (test == null) {
      throw new PythonException(
          ErrorKind.RUNTIME,
          "No test named " + PythonText.repr(name) + " found.",
          name,
          List.copyOf(frame.render().library().tests().keySet()));
    }
    List<@Nullable Object> positional = new ArrayList<>();
    positional.add(value.operand(frame));
    arguments.appendPositional(frame, positional);
    return frame.call(test, name, positional, arguments.evaluateNamed(frame, name));
  }

  @Override
  public String kind() {
    return "test";
  }

  @Override
  public boolean isConstant() {
    return value.isConstant() && arguments.areConstant();
  }
}
