package io.tidemark.jinja.value;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tuple of a type of its own that prints with the names of its items, as a struct_time does. */
public final class LabelledTuple extends NamedTuple implements HasText, HasType {
  private final String type;
  private final List<String> labels;

  /**
   * @param type as Python shows it
   */
  public LabelledTuple(String type, List<String> names, @Nullable Object... items) {
    super(names, items);
    this.type = type;
    this.labels = List.copyOf(names);
  }

  @Override
  public String text() {
    StringBuilder text = new StringBuilder(type).append('(');
    for (int i = 0; i < labels.size(); i++) {
      text.append(i == 0 ? "" : ", ").append(labels.get(i)).append('=');
      text.append(PythonText.repr(get(i)));
    }
    return text.append(')').toString();
  }

  @Override
  public String typeName() {
    return type;
  }
}
