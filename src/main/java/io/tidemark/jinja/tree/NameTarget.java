package io.tidemark.jinja.tree;

import io.tidemark.jinja.render.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A variable. */
public record NameTarget(String name) implements Target {
  @Override
  public void assign(Frame frame, @Nullable Object value) {
    frame.set(name, value);
  }

  @Override
  public @Nullable Object assigned(Frame frame) {
    return frame.lookUp(name);
  }

  @Override
  public List<String> names() {
    return List.of(name);
  }
}
