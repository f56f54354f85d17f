package io.tidemark.jinja.filter;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.HasType;
import io.tidemark.jinja.value.Missing;
import org.jspecify.annotations.Nullable;

/** What {@code joiner(...)} makes: gives nothing at the first call, its separator after. */
final class Joiner implements Callable, HasAttributes, HasType {
  private final @Nullable Object separator;
  private boolean used;

  Joiner(Arguments arguments) {
    this.separator = arguments.bind(0, "sep").get(0, ", ");
  }

  @Override
  public @Nullable Object call(Arguments arguments) {
    boolean first = !used;
    used = true;
    return first ? "" : separator;
  }

  @Override
  public @Nullable Object attribute(String name) {
    return switch (name) {
      case "sep" -> separator;
      case "used" -> used;
      default -> Missing.MISSING;
    };
  }

  @Override
  public String typeName() {
    return "Joiner";
  }
}
