package io.tidemark.jinja.tree;

import io.tidemark.jinja.render.Frame;
import io.tidemark.jinja.value.Tuple;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code (a, b)}. */
public record TupleLiteral(List<Expression> items, int line) implements Expression {
  public TupleLiteral {
    items = List.copyOf(items);
  }

  @Override
  public Tuple evaluate(Frame frame) {
    @Nullable Object[] values = new Object[items.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = items.get(i).operand(frame);
    }
    return Tuple.of(values);
  }

  @Override
  public String kind() {
    return "tuple";
  }

  @Override
  public boolean isConstant() {
    return Expression.areConstant(items);
  }
}
