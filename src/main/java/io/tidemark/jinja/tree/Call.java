package io.tidemark.jinja.tree;

import io.tidemark.jinja.render.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code callee(arguments)}. */
public record Call(Expression callee, CallArguments arguments, int line) implements Expression {
  @Override
  public @Nullable Object evaluate(Frame frame) {
    return evaluate(frame, null);
  }

  /** Calls with the body of a call block as {@code caller}. */
  @Nullable Object evaluate(Frame frame, @Nullable MacroFunction caller) {
    frame.requireRender();
    Object function = callee.evaluate(frame);
    String name = name();
    List<@Nullable Object> positional = new ArrayList<>();
    arguments.appendPositional(frame, positional);
    Map<String, @Nullable Object> named = arguments.evaluateNamed(frame, name, caller);
    return frame.call(function, name, positional, named);
  }

  private String name() {
    if (callee instanceof NameLookup lookup) {
      return lookup.name();
    }
    return callee instanceof AttributeAccess access ? access.name() : "call";
  }

  @Override
  public String kind() {
    return "call";
  }
}
