package io.tidemark.jinja.value;

import io.tidemark.jinja.error.ErrorKind;
import io.tidemark.jinja.error.Place;
import io.tidemark.jinja.error.TemplateRuntimeException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arguments of one call. The lists are the call's own: a function may keep or change them. */
public final class Arguments {
  private final String function;
  private final List<@Nullable Object> positional;
  private final Map<String, @Nullable Object> named;
  private final CallContext context;

  /**
   * @param function what is called, for error texts
   */
  public Arguments(
      String function,
      List<@Nullable Object> positional,
      Map<String, @Nullable Object> named,
      CallContext context) {
    this.function = function;
    this.positional = positional;
    this.named = named;
    this.context = context;
  }

  /** What is called. */
  public String function() {
    return function;
  }

  public List<@Nullable Object> positional() {
    return positional;
  }

  public Map<String, @Nullable Object> named() {
    return named;
  }

  /** The render that the call is part of. */
  public CallContext context() {
    return context;
  }

  /** Where the call is written. */
  public Place place() {
    return context.place();
  }

  public int size() {
    return positional.size();
  }

  /** The positional argument at that index; an error that names the argument if it is missing. */
  public @Nullable Object get(int index, String name) {
    if (index < positional.size()) {
      return positional.get(index);
    }
    if (named.containsKey(name)) {
      return named.get(name);
    }
    throw PythonException.type(
        function + "() missing 1 required positional argument: '" + name + "'");
  }

  /** The argument by place or name, or the default. */
  public @Nullable Object get(int index, String name, @Nullable Object otherwise) {
    return index < positional.size() || named.containsKey(name) ? get(index, name) : otherwise;
  }

  /** As {@link #get(int, String)}; it must be a string. */
  public String text(int index, String name) {
    Object value = get(index, name);
    if (value instanceof String || value instanceof Markup) {
      return value.toString();
    }
    throw PythonException.type(
        function + "() argument '" + name + "' must be str, not " + TypeName.of(value));
  }

  /**
   * Matches the arguments with the names of a function's parameters.
   *
   * @param required how many of them must be given
   * @throws PythonException if there are too many, too few, or unknown ones
   */
  public BoundArguments bind(int required, String... names) {
    if (positional.size() > names.length) {
      throw PythonException.type(
          "%s() takes at most %d argument%s (%d given)"
              .formatted(
                  function,
                  names.length,
                  names.length == 1 ? "" : "s",
                  positional.size() + named.size()));
    }
    @Nullable Object[] values = new Object[names.length];
    Arrays.fill(values, Missing.MISSING);
    for (int i = 0; i < positional.size(); i++) {
      values[i] = positional.get(i);
    }
    List<String> known = Arrays.asList(names);
    for (Map.Entry<String, @Nullable Object> entry : named.entrySet()) {
      int index = known.indexOf(entry.getKey());
      if (index < 0) {
        throw new PythonException(
            ErrorKind.TYPE,
            function + "() got an unexpected keyword argument '" + entry.getKey() + "'",
            entry.getKey(),
            known);
      }
      if (index < positional.size()) {
        throw PythonException.type(
            function + "() got multiple values for argument '" + entry.getKey() + "'");
      }
      values[index] = entry.getValue();
    }
    for (int i = 0; i < required; i++) {
      if (values[i] == Missing.MISSING) {
        throw PythonException.type(
            function + "() missing 1 required positional argument: '" + names[i] + "'");
      }
    }
    return new BoundArguments(function, names, values);
  }

  /** An error at the line of this call, for a function of the host that refuses. */
  public TemplateRuntimeException error(String message) {
    return new TemplateRuntimeException(
        ErrorKind.HOST, message, context.stack(), null, List.of(), null);
  }

  /** As {@link #error(String)}, for a name that is not known, with those that are. */
  public TemplateRuntimeException error(String message, String unknownName, List<String> known) {
    return new TemplateRuntimeException(
        ErrorKind.HOST, message, context.stack(), unknownName, known, null);
  }
}
