package io.tidemark.jinja.tree;

import io.tidemark.jinja.render.Frame;
import io.tidemark.jinja.value.Truth;
import io.tidemark.jinja.value.Undefined;
import io.tidemark.jinja.value.UndefinedMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code value if test else otherwise}; without an else it may be undefined. */
public record Conditional(
    Expression test, Expression value, @Nullable Expression otherwise, int line)
    implements Expression {
  @Override
  public @Nullable Object evaluate(Frame frame) {
    if (Truth.of(test.operand(frame))) {
      return value.evaluate(frame);
    }
    if (otherwise != null) {
      return otherwise.evaluate(frame);
    }
    frame.requireRender();
    // Nothing is misspelt here, so it prints as nothing even where undefined names are errors; and
    // as in Jinja2 it is the plain kind even where others chain.
    return new Undefined(
        "the inline if-expression on line "
            + line
            + " evaluated to false and no else section was defined.",
        null,
        UndefinedMode.STANDARD,
        List::of);
  }

  @Override
  public String kind() {
    return "condexpr";
  }

  @Override
  public boolean isConstant() {
    if (otherwise == null) {
      return test instanceof Constant one && Truth.of(one.value()) && value.isConstant();
    }
    return test.isConstant() && value.isConstant() && otherwise.isConstant();
  }
}
