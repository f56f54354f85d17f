package io.tidemark.jinja.tree;

import io.tidemark.jinja.render.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a value is assigned to. */
public interface Target {
  void assign(Frame frame, @Nullable Object value);

  /** What was assigned, with a tuple in the place of each sequence that was unpacked. */
  @Nullable Object assigned(Frame frame);

  /** The names it sets. */
  List<String> names();
}
