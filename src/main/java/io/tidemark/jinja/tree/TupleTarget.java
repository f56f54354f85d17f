package io.tidemark.jinja.tree;

import io.tidemark.jinja.render.Frame;
import io.tidemark.jinja.value.Iteration;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.Tuple;
import io.tidemark.jinja.value.TypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several targets that a sequence is unpacked into. */
public record TupleTarget(List<Target> items) implements Target {
  public TupleTarget {
    items = List.copyOf(items);
  }

  @Override
  public void assign(Frame frame, @Nullable Object value) {
    if (!Iteration.isIterable(value)) {
      throw PythonException.type("cannot unpack non-iterable " + TypeName.of(value) + " object");
    }
    List<@Nullable Object> values = Iteration.list(value);
    if (values.size() > items.size()) {
      throw PythonException.value("too many values to unpack (expected " + items.size() + ")");
    }
    if (values.size() < items.size()) {
      throw PythonException.value(
          "not enough values to unpack (expected %d, got %d)"
              .formatted(items.size(), values.size()));
    }
    for (int i = 0; i < items.size(); i++) {
      items.get(i).assign(frame, values.get(i));
    }
  }

  @Override
  public Tuple assigned(Frame frame) {
    @Nullable Object[] values = new Object[items.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = items.get(i).assigned(frame);
    }
    return Tuple.of(values);
  }

  @Override
  public List<String> names() {
    return items.stream().flatMap(item -> item.names().stream()).toList();
  }
}
