package io.tidemark.jinja.tree;

import io.tidemark.jinja.render.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a value is assigned to. */
public interface Target {
  void assign(Frame frame, @Nullable Object value);

  /** The names it sets. */
  List<String> names();
}
