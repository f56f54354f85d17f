package io.tidemark.jinja.tree;

import io.tidemark.jinja.render.Frame;
import io.tidemark.jinja.value.DictKeys;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code {key: value}}: a new dict each time. */
public record DictLiteral(List<Expression> keys, List<Expression> values, int line)
    implements Expression {
  public DictLiteral {
    keys = List.copyOf(keys);
    values = List.copyOf(values);
  }

  @Override
  public Map<@Nullable Object, @Nullable Object> evaluate(Frame frame) {
    Map<@Nullable Object, @Nullable Object> dict = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      DictKeys.put(dict, keys.get(i).operand(frame), values.get(i).operand(frame));
    }
    return dict;
  }

  @Override
  public String kind() {
    return "dict";
  }

  @Override
  public boolean isConstant() {
    return Expression.areConstant(keys) && Expression.areConstant(values);
  }
}
