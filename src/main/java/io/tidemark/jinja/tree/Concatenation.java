package io.tidemark.jinja.tree;

import io.tidemark.jinja.render.Frame;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.Sizes;
import java.util.List;

/** {@code a ~ b ~ c}: the texts of all, joined. */
public record Concatenation(List<Expression> parts, int line) implements Expression {
  public Concatenation {
    parts = List.copyOf(parts);
  }

  @Override
  public String evaluate(Frame frame) {
    StringBuilder joined = new StringBuilder();
    for (Expression part : parts) {
      joined.append(PythonText.str(part.evaluate(frame)));
      Sizes.checkText(joined.length());
    }
    return joined.toString();
  }

  @Override
  public String kind() {
    return "concat";
  }

  @Override
  public boolean isConstant() {
    return Expression.areConstant(parts);
  }
}
