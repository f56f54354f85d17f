package io.tidemark.jinja.method;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.Iteration;
import io.tidemark.jinja.value.Markup;
import io.tidemark.jinja.value.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The methods of escaped text: as those of str, but what is put in is escaped, and the result is
 * too.
 */
final class MarkupMethods {
  private static final Set<String> ESCAPING =
      Set.of(
          "capitalize",
          "title",
          "lower",
          "upper",
          "replace",
          "ljust",
          "rjust",
          "lstrip",
          "rstrip",
          "center",
          "strip",
          "translate",
          "expandtabs",
          "swapcase",
          "zfill",
          "join");
  private static final Set<String> SPLITTING =
      Set.of("split", "rsplit", "splitlines", "partition", "rpartition");

  private MarkupMethods() {}

  static Method<Markup> named(String name) {
    Method<String> method = Objects.requireNonNull(StringMethods.ALL.get(name));
    if (name.equals("format")) {
      return (self, arguments) -> new Markup(StringMethods.format(self.text(), arguments, true));
    }
    if (name.equals("format_map")) {
      return (self, arguments) -> new Markup(StringMethods.formatMap(self.text(), arguments, true));
    }
    if (ESCAPING.contains(name)) {
      return (self, arguments) -> marked(method.call(self.text(), escaped(name, arguments)));
    }
    if (SPLITTING.contains(name)) {
      return (self, arguments) -> markedItems(method.call(self.text(), arguments));
    }
    return (self, arguments) -> method.call(self.text(), arguments);
  }

  private static Arguments escaped(String name, Arguments arguments) {
    List<@Nullable Object> positional = new ArrayList<>();
    for (Object argument : arguments.positional()) {
      positional.add(name.equals("join") ? escapedItems(argument) : escaped(argument));
    }
    LinkedHashMap<String, @Nullable Object> named = new LinkedHashMap<>();
    arguments.named().forEach((key, value) -> named.put(key, escaped(value)));
    return new Arguments(name, positional, named, arguments.context());
  }

  private static @Nullable Object escaped(@Nullable Object value) {
    return value instanceof String || value instanceof Markup ? Markup.of(value).text() : value;
  }

  private static Object escapedItems(@Nullable Object items) {
    List<@Nullable Object> all = Iteration.list(items);
    all.replaceAll(item -> Markup.of(item).text());
    return all;
  }

  private static @Nullable Object marked(@Nullable Object text) {
    return text instanceof String plain ? new Markup(plain) : text;
  }

  private static Object markedItems(@Nullable Object parts) {
    List<@Nullable Object> all = Iteration.list(parts);
    all.replaceAll(MarkupMethods::marked);
    return parts instanceof Tuple ? Tuple.copyOf(all) : all;
  }
}
