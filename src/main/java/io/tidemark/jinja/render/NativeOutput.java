package io.tidemark.jinja.render;

import io.tidemark.jinja.value.PythonText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the values of a native render: a single value stays what it is, several become text, as
 * dbt reads the values of YAML files.
 */
public final class NativeOutput implements Output {
  private final List<@Nullable Object> nodes = new ArrayList<>();
  private boolean lastIsText;

  @Override
  public void text(String text) {
    if (lastIsText) {
      int last = nodes.size() - 1;
      nodes.set(last, PythonText.str(nodes.get(last)) + text);
    } else {
      nodes.add(text);
      lastIsText = true;
    }
  }

  @Override
  public void value(@Nullable Object value) {
    nodes.add(value);
    lastIsText = false;
  }

  @Override
  public void piece(@Nullable Object value) {
    value(value);
  }

  /** The one value, with its marker obeyed, or the text of all. */
  public @Nullable Object collected() {
    if (nodes.size() == 1) {
      Object only = nodes.get(0);
      return only instanceof NativeMarker marker ? marker.resolved() : only;
    }
    StringBuilder text = new StringBuilder();
    for (Object node : nodes) {
      text.append(PythonText.str(node));
    }
    return text.toString();
  }
}
