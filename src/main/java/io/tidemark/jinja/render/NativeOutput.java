package io.tidemark.jinja.render;

import io.tidemark.jinja.value.PythonText;
import org.jspecify.annotations.Nullable;

/**
 * Collects the values of a native render: a single value stays what it is, several become text, as
 * dbt reads the values of YAML files.
 */
public final class NativeOutput implements Output {
  private final StringBuilder text = new StringBuilder();
  private @Nullable Object first;
  private int nodes;
  private boolean lastIsText;

  @Override
  public void text(String more) {
    if (lastIsText && nodes == 1) {
      first = PythonText.str(first) + more;
    } else if (lastIsText) {
      text.append(more);
    } else {
      add(more);
      lastIsText = true;
    }
  }

  @Override
  public void value(@Nullable Object value) {
    add(value);
    lastIsText = false;
  }

  @Override
  public void piece(@Nullable Object value) {
    value(value);
  }

  /** Values that are not alone are text from now on, whatever happens to them later. */
  private void add(@Nullable Object node) {
    nodes++;
    if (nodes == 1) {
      first = node;
      return;
    }
    if (nodes == 2) {
      text.append(PythonText.str(first));
    }
    text.append(PythonText.str(node));
  }

  /** The one value, with its marker obeyed, or the text of all. */
  public @Nullable Object collected() {
    if (nodes == 1) {
      return first instanceof NativeMarker marker ? marker.resolved() : first;
    }
    return text.toString();
  }
}
