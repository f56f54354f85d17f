package io.tidemark.jinja.tree;

import io.tidemark.jinja.error.ErrorKind;
import io.tidemark.jinja.render.Escaping;
import io.tidemark.jinja.render.Frame;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code value | name(arguments)}; the value is null in a filter block. */
public record FilterCall(@Nullable Expression value, String name, CallArguments arguments, int line)
    implements Expression {
  /** The filters that Jinja2 gives the context, and so never computes while it compiles. */
  private static final Set<String> OF_THE_RENDER =
      Set.of("map", "select", "reject", "selectattr", "rejectattr", "random");

  @Override
  public @Nullable Object evaluate(Frame frame) {
    return frame.folded(this, this::filtered);
  }

  private @Nullable Object filtered(Frame frame) {
    return apply(frame, value == null ? null : value.operand(frame));
  }

  /** Applies a chain of filters, whose innermost has no value, to a text. */
  @Nullable Object applyTo(Frame frame, Object text) {
    return apply(frame, value instanceof FilterCall inner ? inner.applyTo(frame, text) : text);
  }

  private @Nullable Object apply(Frame frame, @Nullable Object input) {
    if (OF_THE_RENDER.contains(name) || frame.escaping() == Escaping.COMPUTED) {
      frame.requireRender();
    }
    Callable filter = frame.filter(name);
    if (filter == null) {
      throw new PythonException(
          ErrorKind.RUNTIME,
          "No filter named " + PythonText.repr(name) + " found.",
          name,
          List.copyOf(frame.render().library().filters().keySet()));
    }
    List<@Nullable Object> positional = new ArrayList<>();
    positional.add(input);
    arguments.appendPositional(frame, positional);
    return frame.call(filter, name, positional, arguments.evaluateNamed(frame, name));
  }

  @Override
  public String kind() {
    return "filter";
  }

  @Override
  public boolean isConstant() {
    return value != null
        && !OF_THE_RENDER.contains(name)
        && value.isConstant()
        && arguments.areConstant();
  }
}
