package io.tidemark.jinja.filter;

import io.tidemark.jinja.error.ErrorKind;
import io.tidemark.jinja.method.Attributes;
import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.DictContents;
import io.tidemark.jinja.value.Namespace;
import io.tidemark.jinja.value.Numbers;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonRange;
import io.tidemark.jinja.value.UndefinedMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Jinja2's globals: {@code range}, {@code dict}, {@code namespace}, {@code cycler}, {@code joiner}.
 */
public final class StandardGlobals {
  private StandardGlobals() {}

  public static Map<String, Object> all() {
    Map<String, Object> globals = new LinkedHashMap<>();
    globals.put("range", new NamedFunction("range", StandardGlobals::range));
    globals.put("dict", new NamedFunction("dict", StandardGlobals::dict, ofDict()));
    globals.put("self", SelfReference.SELF);
    globals.put(
        "namespace", new NamedFunction("jinja2.utils.Namespace", StandardGlobals::namespace));
    globals.put(
        "cycler",
        new NamedFunction("jinja2.utils.Cycler", arguments -> new Cycler(arguments.positional())));
    globals.put("joiner", new NamedFunction("jinja2.utils.Joiner", Joiner::new));
    return globals;
  }

  private static Map<String, Object> ofDict() {
    Object fromKeys = Attributes.attribute(Map.of(), "fromkeys", UndefinedMode.STANDARD);
    return Map.of("fromkeys", Objects.requireNonNull(fromKeys));
  }

  private static Object range(Arguments arguments) {
    if (!arguments.named().isEmpty()) {
      throw PythonException.type("range() takes no keyword arguments");
    }
    if (arguments.size() == 0 || arguments.size() > 3) {
      throw PythonException.type(
          arguments.size() == 0
              ? "range expected at least 1 argument, got 0"
              : "range expected at most 3 arguments, got " + arguments.size());
    }
    List<@Nullable Object> bounds = arguments.positional();
    long first = Numbers.index(bounds.get(0));
    PythonRange range =
        arguments.size() == 1
            ? new PythonRange(0, first, 1)
            : new PythonRange(
                first,
                Numbers.index(bounds.get(1)),
                arguments.size() == 3 ? Numbers.index(bounds.get(2)) : 1);
    long most = arguments.context().maxRange();
    if (range.count() > most) {
      throw new PythonException(
          ErrorKind.OVERFLOW,
          "Range too big. The sandbox blocks ranges larger than MAX_RANGE (" + most + ").");
    }
    return range;
  }

  private static Object dict(Arguments arguments) {
    Map<@Nullable Object, @Nullable Object> dict = new LinkedHashMap<>();
    DictContents.putAll(dict, "dict", arguments);
    return dict;
  }

  private static Object namespace(Arguments arguments) {
    Map<@Nullable Object, @Nullable Object> attributes = new LinkedHashMap<>();
    DictContents.putAll(attributes, "dict", arguments);
    return new Namespace(attributes);
  }
}
