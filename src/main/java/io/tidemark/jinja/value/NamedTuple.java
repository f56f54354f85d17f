package io.tidemark.jinja.value;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tuple whose items have names too, such as the groups of {@code groupby}. */
public class NamedTuple extends Tuple implements HasAttributes {
  private final List<String> names;

  public NamedTuple(List<String> names, @Nullable Object... items) {
    super(items.clone());
    this.names = List.copyOf(names);
  }

  @Override
  public @Nullable Object attribute(String name) {
    int index = names.indexOf(name);
    return index < 0 ? Missing.MISSING : get(index);
  }

  @Override
  public Collection<String> attributeNames() {
    return names;
  }
}
