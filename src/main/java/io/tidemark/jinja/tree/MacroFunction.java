package io.tidemark.jinja.tree;

import io.tidemark.jinja.error.ErrorKind;
import io.tidemark.jinja.render.Frame;
import io.tidemark.jinja.render.Scope;
import io.tidemark.jinja.render.TextOutput;
import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.CallListener;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.HasAttributes;
import io.tidemark.jinja.value.HasText;
import io.tidemark.jinja.value.HasType;
import io.tidemark.jinja.value.MacroReturn;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.Tuple;
import io.tidemark.jinja.value.Undefined;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A macro bound to the scope its body sees: never the caller's. Its value is its text, or what a
 * function of the host gave with {@link MacroReturn}. Safe for use by several threads if the scope
 * is; each call uses the caller's render.
 */
public final class MacroFunction implements Callable, HasAttributes, HasText, HasType {
  private static final List<String> ATTRIBUTES =
      List.of("name", "arguments", "catch_kwargs", "catch_varargs", "caller");

  private final MacroDefinition definition;
  private final Scope scope;
  private final @Nullable Frame closure;
  private final boolean isCaller;
  private final CallListener listener;

  private MacroFunction(
      MacroDefinition definition,
      Scope scope,
      @Nullable Frame closure,
      boolean isCaller,
      CallListener listener) {
    this.definition = definition;
    this.scope = scope;
    this.closure = closure;
    this.isCaller = isCaller;
    this.listener = listener;
  }

  /** A macro whose body sees the scope and nothing else; the listener hears of its calls. */
  public static MacroFunction bound(
      MacroDefinition definition, Scope scope, CallListener listener) {
    return new MacroFunction(definition, scope, null, false, listener);
  }

  static MacroFunction inTemplate(MacroDefinition definition, Frame frame) {
    return new MacroFunction(definition, frame.scope(), frame, false, CallListener.NOBODY);
  }

  static MacroFunction caller(MacroDefinition definition, Frame frame) {
    return new MacroFunction(definition, frame.scope(), frame, true, CallListener.NOBODY);
  }

  /**
   * One macro, however often it was looked up: packages keep macros in lists and find them again.
   */
  @Override
  @SuppressWarnings("ReferenceEquality") // The same macro, not one that reads alike.
  public boolean equals(@Nullable Object other) {
    return other instanceof MacroFunction macro
        && definition == macro.definition
        && scope == macro.scope
        && closure == macro.closure
        && isCaller == macro.isCaller;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(definition);
  }

  public MacroDefinition definition() {
    return definition;
  }

  @Override
  public @Nullable Object call(Arguments arguments) {
    if (!(arguments.context() instanceof Frame caller)) {
      throw new IllegalArgumentException("a macro is called from a render");
    }
    listener.begins();
    try {
      List<@Nullable Object> matched = matched(arguments);
      boolean ofAnotherFile = closure == null && !isCaller;
      return (ofAnotherFile ? caller.render().ofMacros() : caller.render())
          .run(
              definition.name(),
              definition.source(),
              scope,
              closure,
              frame -> {
                bind(frame, matched);
                TextOutput text = frame.render().newText();
                definition.body().execute(frame, text);
                frame.backTo(definition.lastLine());
                return caller.captured(text.collected());
              });
    } catch (MacroReturn returned) {
      if (isCaller) {
        throw returned;
      }
      return returned.value();
    } finally {
      listener.ends();
    }
  }

  // In the order that Jinja2 has: the parameters, then caller, kwargs and varargs if they are used.
  private List<@Nullable Object> matched(Arguments arguments) {
    List<String> parameters = definition.parameters();
    List<@Nullable Object> given = arguments.positional();
    Map<String, @Nullable Object> named = arguments.named();
    List<@Nullable Object> matched = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      if (i < given.size()) {
        matched.add(given.get(i));
      } else {
        String parameter = parameters.get(i);
        matched.add(named.containsKey(parameter) ? named.remove(parameter) : Missing.MISSING);
      }
    }
    if (definition.takesCaller()) {
      Object caller = named.remove("caller");
      matched.add(caller == null ? arguments.context().undefined("No caller defined") : caller);
    }
    if (definition.takesNamed()) {
      matched.add(new LinkedHashMap<Object, Object>(named));
    } else if (!named.isEmpty()) {
      throw unexpected(named.keySet());
    }
    int more = Math.min(given.size(), parameters.size());
    if (definition.takesPositional()) {
      matched.add(Tuple.copyOf(given.subList(more, given.size())));
    } else if (given.size() > parameters.size()) {
      throw PythonException.type(
          "macro %s takes not more than %d argument(s)"
              .formatted(PythonText.repr(definition.name()), parameters.size()));
    }
    int caller = parameters.indexOf("caller");
    boolean byPlace = caller >= 0 && caller < given.size();
    if (definition.readsCaller() && byPlace && given.size() < parameters.size()) {
      // Here Jinja2 adds the caller once more, after the other parameters.
      throw PythonException.type(
          "macro() takes %d positional arguments but %d were given"
              .formatted(matched.size(), matched.size() + 1));
    }
    return matched;
  }

  private PythonException unexpected(Set<String> names) {
    String macro = PythonText.repr(definition.name());
    if (names.contains("caller")) {
      return PythonException.type(
          "macro "
              + macro
              + " was invoked with two values for the special caller argument."
              + " This is most likely a bug.");
    }
    String name = names.iterator().next();
    return new PythonException(
        ErrorKind.TYPE,
        "macro " + macro + " takes no keyword argument " + PythonText.repr(name),
        name,
        definition.parameters());
  }

  private void bind(Frame frame, List<@Nullable Object> matched) {
    List<String> parameters = definition.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      frame.set(parameters.get(i), matched.get(i));
    }
    int next = parameters.size();
    if (definition.takesCaller()) {
      frame.set("caller", matched.get(next++));
    }
    if (definition.takesNamed()) {
      frame.set("kwargs", matched.get(next++));
    }
    if (definition.takesPositional()) {
      frame.set("varargs", matched.get(next));
    }
    frame.at(definition.line());
    for (int i = 0; i < parameters.size(); i++) {
      if (matched.get(i) == Missing.MISSING) {
        frame.set(parameters.get(i), defaultValue(frame, i));
      }
    }
  }

  private @Nullable Object defaultValue(Frame frame, int parameter) {
    Expression expression = definition.defaultOf(parameter);
    if (expression != null) {
      return expression.evaluate(frame);
    }
    String name = definition.parameters().get(parameter);
    return new Undefined(
        "parameter " + PythonText.repr(name) + " was not provided",
        name,
        frame.undefinedMode(),
        List::of);
  }

  @Override
  public @Nullable Object attribute(String name) {
    return switch (name) {
      case "name" -> isCaller ? null : definition.name();
      case "arguments" -> Tuple.copyOf(definition.parameters());
      case "catch_kwargs" -> definition.takesNamed();
      case "catch_varargs" -> definition.takesPositional();
      case "caller" -> definition.readsCaller();
      default -> Missing.MISSING;
    };
  }

  @Override
  public Collection<String> attributeNames() {
    return ATTRIBUTES;
  }

  @Override
  public String text() {
    return isCaller ? "<Macro anonymous>" : "<Macro " + PythonText.repr(definition.name()) + ">";
  }

  @Override
  public String typeName() {
    return "Macro";
  }
}
