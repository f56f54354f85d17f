package io.tidemark.jinja.render;

import io.tidemark.jinja.error.ErrorKind;
import io.tidemark.jinja.error.MacroFrame;
import io.tidemark.jinja.error.Place;
import io.tidemark.jinja.error.Source;
import io.tidemark.jinja.method.Attributes;
import io.tidemark.jinja.operator.Slice;
import io.tidemark.jinja.tree.Expression;
import io.tidemark.jinja.value.Adopted;
import io.tidemark.jinja.value.Arguments;
import io.tidemark.jinja.value.CallContext;
import io.tidemark.jinja.value.Callable;
import io.tidemark.jinja.value.Markup;
import io.tidemark.jinja.value.Missing;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonText;
import io.tidemark.jinja.value.Sizes;
import io.tidemark.jinja.value.TypeName;
import io.tidemark.jinja.value.Undefined;
import io.tidemark.jinja.value.UndefinedMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One scope of a running template: its own variables, then those around it, then the host's scope,
 * then the environment's globals.
 */
public final class Frame implements CallContext {
  private final Render render;
  private final Activation activation;
  private final @Nullable Frame parent;
  private final Scope scope;
  private final boolean constantsOnly;
  private final Escaping escaping;
  private @Nullable Map<String, @Nullable Object> variables;

  Frame(
      Render render,
      Activation activation,
      @Nullable Frame parent,
      Scope scope,
      boolean constantsOnly) {
    this(
        render,
        activation,
        parent,
        scope,
        constantsOnly,
        parent == null ? Escaping.NONE : parent.escaping);
  }

  private Frame(
      Render render,
      Activation activation,
      @Nullable Frame parent,
      Scope scope,
      boolean constantsOnly,
      Escaping escaping) {
    this.render = render;
    this.activation = activation;
    this.parent = parent;
    this.scope = scope;
    this.constantsOnly = constantsOnly;
    this.escaping = escaping;
  }

  /** A scope within this one: what is set there is not seen here. */
  public Frame inner() {
    return new Frame(render, activation, this, scope, constantsOnly);
  }

  /** A frame in which only constants have a value; others raise {@link NotConstant}. */
  public Frame forConstants() {
    return new Frame(render, activation, null, scope, true, escaping);
  }

  /** A scope within this one where values are escaped, or are not. */
  public Frame escaping(Escaping wanted) {
    return new Frame(render, activation, this, scope, constantsOnly, wanted);
  }

  /** What becomes of the values here. */
  public Escaping escaping() {
    return escaping;
  }

  @Override
  public boolean escapes() {
    return escaping != Escaping.NONE;
  }

  /** A text that was captured here, as a value: known to be escaped where all values are. */
  public Object captured(String text) {
    return escapes() ? new Markup(text) : text;
  }

  /** Whether this is a frame for constants. */
  public boolean constantsOnly() {
    return constantsOnly;
  }

  /** What Jinja2 computes of a slice while it compiles: undefined where Python has an error. */
  public @Nullable Object slice(@Nullable Object container, Slice slice) {
    if (container instanceof Undefined) {
      throw new NotConstant();
    }
    Object part = slice.of(container);
    return part == Missing.MISSING ? undefined("there is no such slice") : part;
  }

  /** To be asked where a value is about to depend on more than constants. */
  public void requireRender() {
    if (constantsOnly) {
      throw new NotConstant();
    }
  }

  public Render render() {
    return render;
  }

  /**
   * The value of a constant, in an expression that is computed now. Jinja2 writes it into Python's
   * code as it prints, so that one that is not finite is a name there, which nothing has.
   */
  public @Nullable Object written(@Nullable Object constant) {
    if (!constantsOnly && constant instanceof Double real && !Double.isFinite(real)) {
      String name = real.isNaN() ? "nan" : "inf";
      throw new PythonException(ErrorKind.NAME, "name '" + name + "' is not defined");
    }
    return constant;
  }

  /**
   * The value of an expression: what Jinja2 computes before the render may have parts that could
   * not be {@link #written}.
   */
  public @Nullable Object folded(
      Expression expression, Function<Frame, @Nullable Object> evaluation) {
    Object value;
    try {
      value = evaluation.apply(this);
    } catch (PythonException failed) {
      if (failed.kind() != ErrorKind.NAME || !expression.isConstant()) {
        throw failed;
      }
      value = evaluation.apply(forConstants());
    }
    boolean infinite = value instanceof Double real && !Double.isFinite(real);
    return infinite && expression.isConstant() ? written(value) : value;
  }

  /** The source that runs in this frame. */
  public Source source() {
    return activation.source();
  }

  /** The host's names that this frame sees. */
  public Scope scope() {
    return scope;
  }

  /** Notes the line that is about to run, and counts a step. */
  public void at(int line) {
    activation.at(line);
    render.step();
  }

  /** The line that was noted last. */
  public int line() {
    return activation.line();
  }

  /** Returns to a line that is running already. */
  public void backTo(int line) {
    activation.at(line);
  }

  public void set(String name, @Nullable Object value) {
    Map<String, @Nullable Object> own = variables;
    if (own == null) {
      own = new HashMap<>();
      variables = own;
    }
    own.put(name, value);
  }

  /** The name's value, or an {@link Undefined}. */
  public @Nullable Object lookUp(String name) {
    requireRender();
    for (Frame frame = this; frame != null; frame = frame.parent) {
      Map<String, @Nullable Object> own = frame.variables;
      if (own != null) {
        Object value = own.get(name);
        if (value != null) {
          return value == Missing.MISSING ? undefinedName(name) : value;
        }
        if (own.containsKey(name)) {
          return null;
        }
      }
    }
    if (scope.has(name)) {
      return Adopted.value(scope.get(name));
    }
    Map<String, @Nullable Object> globals = render.library().globals();
    return globals.containsKey(name) ? globals.get(name) : undefinedName(name);
  }

  private Undefined undefinedName(String name) {
    return new Undefined(
        PythonText.repr(name) + " is undefined", name, render.undefinedMode(), this::names);
  }

  private List<String> names() {
    Set<String> names = new LinkedHashSet<>();
    for (Frame frame = this; frame != null; frame = frame.parent) {
      if (frame.variables != null) {
        names.addAll(frame.variables.keySet());
      }
    }
    names.addAll(scope.names());
    names.addAll(render.library().globals().keySet());
    return List.copyOf(names);
  }

  @Override
  public void spend(long steps) {
    render.step(steps);
  }

  /** Calls a value with arguments that were evaluated. */
  public @Nullable Object call(
      @Nullable Object callee,
      String name,
      List<@Nullable Object> positional,
      Map<String, @Nullable Object> named) {
    if (callee instanceof Callable function) {
      render.step();
      Object result = Adopted.value(function.call(new Arguments(name, positional, named, this)));
      render.step(Sizes.steps(result));
      return result;
    }
    if (callee instanceof Undefined undefined) {
      if (undefined.mode() == UndefinedMode.CHAINABLE) {
        return undefined;
      }
      throw undefined.error();
    }
    throw PythonException.type("'" + TypeName.of(callee) + "' object is not callable");
  }

  @Override
  public @Nullable Object call(
      @Nullable Object callee,
      List<? extends @Nullable Object> positional,
      Map<String, ? extends @Nullable Object> named) {
    return call(callee, "call", new ArrayList<>(positional), new LinkedHashMap<>(named));
  }

  @Override
  public Place place() {
    return activation.place();
  }

  @Override
  public List<MacroFrame> stack() {
    return render.stack();
  }

  @Override
  public UndefinedMode undefinedMode() {
    return render.undefinedMode();
  }

  @Override
  public @Nullable Callable filter(String name) {
    return render.library().filters().get(name);
  }

  @Override
  public @Nullable Callable test(String name) {
    return render.library().tests().get(name);
  }

  @Override
  public @Nullable Object attribute(@Nullable Object owner, String name) {
    return Attributes.attribute(owner, name, render.undefinedMode());
  }

  @Override
  public @Nullable Object item(@Nullable Object owner, @Nullable Object key) {
    return Attributes.item(owner, key, render.undefinedMode());
  }

  @Override
  public long maxRange() {
    return render.limits().maxRange();
  }
}
