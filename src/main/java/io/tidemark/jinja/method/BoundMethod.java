package io.tidemark.jinja.method;

import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.HasText;
import io.tidemark.jinja.value.HasType;
import io.tidemark.jinja.value.Markup;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.TypeName;
import java.time.temporal.TemporalAccessor;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A method of a value, as {@code value.name} gives it before it is called. */
final class BoundMethod<T> implements Callable, HasText, HasType {
  /** The methods whose parameters have names for the caller too. */
  private static final Set<String> KEYWORDS =
      Set.of(
          "split",
          "rsplit",
          "splitlines",
          "expandtabs",
          "format",
          "sort",
          "update",
          "isoformat",
          "encode",
          "decode",
          "to_bytes",
          "from_bytes");

  /** The methods without parameters. */
  private static final Set<String> BARE =
      Set.of(
          "upper",
          "lower",
          "casefold",
          "capitalize",
          "title",
          "swapcase",
          "isalnum",
          "isalpha",
          "isdecimal",
          "isdigit",
          "isnumeric",
          "isspace",
          "isascii",
          "isprintable",
          "isidentifier",
          "islower",
          "isupper",
          "istitle",
          "reverse",
          "clear",
          "copy",
          "items",
          "keys",
          "values",
          "popitem",
          "weekday",
          "isoweekday",
          "date",
          "bit_length",
          "bit_count",
          "as_integer_ratio",
          "is_integer",
          "conjugate");

  private final String name;
  private final T self;
  private final Method<T> method;

  BoundMethod(String name, T self, Method<T> method) {
    this.name = name;
    this.self = self;
    this.method = method;
  }

  @Override
  public @Nullable Object call(Arguments arguments) {
    if (!arguments.named().isEmpty()
        && !KEYWORDS.contains(name)
        && !(self instanceof TemporalAccessor)) {
      throw PythonException.type(TypeName.of(self) + "." + name + "() takes no keyword arguments");
    }
    if (arguments.size() > 0 && BARE.contains(name)) {
      throw PythonException.type(
          "%s.%s() takes no arguments (%d given)"
              .formatted(TypeName.of(self), name, arguments.size()));
    }
    try {
      return method.call(self, arguments);
    } catch (UnsupportedOperationException unchangeable) {
      throw PythonException.type("this " + TypeName.of(self) + " can't be changed");
    }
  }

  @Override
  public String text() {
    if (self instanceof Markup markup) {
      return "<bound method Markup." + name + " of " + PythonText.repr(markup) + ">";
    }
    return "<built-in method " + name + " of " + TypeName.of(self) + " object>";
  }

  @Override
  public String typeName() {
    return "builtin_function_or_method";
  }
}
