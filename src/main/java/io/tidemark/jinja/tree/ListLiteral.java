package io.tidemark.jinja.tree;

import io.tidemark.jinja.render.Frame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code [a, b]}: a new list each time. */
public record ListLiteral(List<Expression> items, int line) implements Expression {
  public ListLiteral {
    items = List.copyOf(items);
  }

  @Override
  public List<@Nullable Object> evaluate(Frame frame) {
    List<@Nullable Object> values = new ArrayList<>(items.size());
    for (Expression item : items) {
      values.add(item.operand(frame));
    }
    return values;
  }

  @Override
  public String kind() {
    return "list";
  }

  @Override
  public boolean isConstant() {
    return Expression.areConstant(items);
  }
}
