package io.tidemark.jinja.tree;

import io.tidemark.jinja.render.Escaping;
import io.tidemark.jinja.render.Frame;
import io.tidemark.jinja.value.Markup;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.Sizes;
import java.util.ArrayList;
import java.util.List;

/** {@code a ~ b ~ c}: the texts of all, joined. */
public record Concatenation(List<Expression> parts, int line) implements Expression {
  public Concatenation {
    parts = List.copyOf(parts);
  }

  @Override
  public Object evaluate(Frame frame) {
    if (frame.escaping() == Escaping.ALL && !isConstant()) {
      return escaped(frame);
    }
    StringBuilder joined = new StringBuilder();
    for (Expression part : parts) {
      joined.append(PythonText.str(part.evaluate(frame)));
      Sizes.checkText(joined.length());
    }
    return joined.toString();
  }

  /** Where values are escaped, one part that is known to be has the others escaped too. */
  private Object escaped(Frame frame) {
    List<Object> texts = new ArrayList<>();
    boolean marked = false;
    for (Expression part : parts) {
      Object value = part.evaluate(frame);
      marked |= value instanceof Markup;
      texts.add(value instanceof Markup ? value : PythonText.str(value));
    }
    StringBuilder joined = new StringBuilder();
    for (Object text : texts) {
      joined.append(marked ? Markup.of(text).text() : text);
      Sizes.checkText(joined.length());
    }
    return marked ? new Markup(joined.toString()) : joined.toString();
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
