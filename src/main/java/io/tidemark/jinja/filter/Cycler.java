package io.tidemark.jinja.filter;

import io.tidemark.jinja.error.ErrorKind;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.HasType;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.Tuple;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code cycler(...)} makes: gives its items in turn. */
final class Cycler implements HasAttributes, HasType {
  private final List<@Nullable Object> items;
  private int position;

  Cycler(List<@Nullable Object> items) {
    if (items.isEmpty()) {
      throw new PythonException(ErrorKind.RUNTIME, "at least one item has to be provided");
    }
    this.items = items;
  }

  @Override
  public @Nullable Object attribute(String name) {
    return switch (name) {
      case "current" -> items.get(position);
      case "next" -> (Callable) arguments -> next();
      case "reset" -> (Callable) arguments -> reset();
      case "items" -> Tuple.copyOf(items);
      case "pos" -> (long) position;
      default -> Missing.MISSING;
    };
  }

  private @Nullable Object next() {
    Object current = items.get(position);
    position = (position + 1) % items.size();
    return current;
  }

  private @Nullable Object reset() {
    position = 0;
    return null;
  }

  @Override
  public Collection<String> attributeNames() {
    return List.of("current", "next", "reset");
  }

  @Override
  public String typeName() {
    return "Cycler";
  }
}
