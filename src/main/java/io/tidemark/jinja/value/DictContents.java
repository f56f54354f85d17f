package io.tidemark.jinja.value;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code dict(...)} and {@code d.update(...)} take: a mapping or pairs, and named values. */
public final class DictContents {
  private DictContents() {}

  public static void putAll(
      Map<@Nullable Object, @Nullable Object> dict, String function, Arguments arguments) {
    if (arguments.size() > 1) {
      throw PythonException.type(
          "%s expected at most 1 argument, got %d".formatted(function, arguments.size()));
    }
    if (arguments.size() == 1) {
      putAll(dict, arguments.positional().get(0));
    }
    dict.putAll(arguments.named());
  }

  private static void putAll(
      Map<@Nullable Object, @Nullable Object> dict, @Nullable Object source) {
    if (source instanceof Map<?, ?> other) {
      if (other != dict) {
        other.forEach((key, value) -> DictKeys.put(dict, key, value));
      }
      return;
    }
    if (source instanceof HasKeys keyed) {
      keyed.keyed().forEach((key, value) -> DictKeys.put(dict, key, value));
      return;
    }
    if (source instanceof Undefined undefined && undefined.mode() != UndefinedMode.CHAINABLE) {
      throw undefined.error();
    }
    int index = 0;
    for (Object pair : Iteration.list(source)) {
      if (!Iteration.isIterable(pair)) {
        throw PythonException.type(
            "cannot convert dictionary update sequence element #" + index + " to a sequence");
      }
      List<@Nullable Object> items = Iteration.list(pair);
      if (items.size() != 2) {
        throw PythonException.value(
            "dictionary update sequence element #%d has length %d; 2 is required"
                .formatted(index, items.size()));
      }
      DictKeys.put(dict, items.get(0), items.get(1));
      index++;
    }
  }
}
