package io.tidemark.jinja;

import io.tidemark.jinja.error.ErrorKind;
import io.tidemark.jinja.render.NativeOutput;
import io.tidemark.jinja.render.Output;
import io.tidemark.jinja.render.Render;
import io.tidemark.jinja.render.Scope;
import io.tidemark.jinja.render.TextOutput;
import io.tidemark.jinja.syntax.Newlines;
import io.tidemark.jinja.syntax.ParsedTemplate;
import io.tidemark.jinja.tree.Body;
import io.tidemark.jinja.tree.MacroFunction;
import io.tidemark.jinja.value.MacroReturn;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.Tuple;
import io.tidemark.jinja.value.UndefinedMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A parsed template. Immutable and safe for use by several threads; each render is its own. */
public final class Template {
  private final Environment environment;
  private final ParsedTemplate parsed;
  private final List<TemplateBlock> blocks;
  private final @Nullable String written;

  Template(Environment environment, ParsedTemplate parsed, String written) {
    // Nearly always it is what was parsed, or less one line end.
    this.written = written.indexOf('\r') < 0 ? null : written;
    this.environment = environment;
    this.parsed = parsed;
    this.blocks = parsed.blocks().stream().map(block -> new TemplateBlock(this, block)).toList();
  }

  public String name() {
    return parsed.source().name();
  }

  /** The source as it was read: line ends as {@code \n}, one at the end dropped. */
  public String source() {
    return parsed.source().text();
  }

  /** A part of the source with the line ends that were written. */
  String asWritten(int start, int end) {
    return written == null
        ? source().substring(start, end)
        : Newlines.asWritten(written, start, end);
  }

  /** The macros, tests, materializations, snapshots and docs at the top, in their order. */
  public List<TemplateBlock> blocks() {
    return blocks;
  }

  /** The first block of that kind and name. */
  public Optional<TemplateBlock> block(TemplateBlock.Kind kind, String name) {
    return blocks.stream()
        .filter(block -> block.kind() == kind && block.name().equals(name))
        .findFirst();
  }

  /**
   * Renders to text.
   *
   * @throws io.tidemark.jinja.error.TemplateRuntimeException if it fails
   */
  public String render(Scope scope) {
    return render(scope, environment.undefinedMode());
  }

  /** As {@link #render(Scope)}, with undefined names treated as the caller wants. */
  public String render(Scope scope, UndefinedMode mode) {
    return renderText(parsed.body(), scope, mode);
  }

  /**
   * Renders as dbt renders the values of YAML files: a template that is one expression gives its
   * value, not its text; {@code as_native}, {@code as_bool} and {@code as_number} read the text as
   * a Python literal.
   *
   * @return the value, or a string
   */
  public @Nullable Object renderNative(Scope scope) {
    return renderNative(scope, environment.undefinedMode());
  }

  /** As {@link #renderNative(Scope)}, with undefined names treated as the caller wants. */
  public @Nullable Object renderNative(Scope scope, UndefinedMode mode) {
    NativeOutput output = new NativeOutput();
    return run(environment.newNativeRender(mode), parsed.body(), scope, output, output::collected);
  }

  String renderText(Body body, Scope scope, UndefinedMode mode) {
    Render render = environment.newRender(mode);
    TextOutput output = render.newText();
    return run(render, body, scope, output, output::collected);
  }

  private <T extends @Nullable Object> T run(
      Render render, Body body, Scope scope, Output output, Supplier<T> result) {
    return render.run(
        null,
        parsed.source(),
        scope,
        null,
        frame -> {
          try {
            body.execute(frame, output);
          } catch (MacroReturn outside) {
            throw new PythonException(ErrorKind.RUNTIME, "return is used outside of a macro");
          }
          return result.get();
        });
  }

  /**
   * Calls a macro from outside any template, in a render of its own.
   *
   * @return the macro's text, or the value it returned
   */
  public @Nullable Object call(
      MacroFunction macro,
      List<? extends @Nullable Object> positional,
      Map<String, ? extends @Nullable Object> named) {
    return call(macro, positional, named, environment.undefinedMode());
  }

  /**
   * As {@link #call(MacroFunction, List, Map)}, with undefined names treated as the caller wants.
   */
  public @Nullable Object call(
      MacroFunction macro,
      List<? extends @Nullable Object> positional,
      Map<String, ? extends @Nullable Object> named,
      UndefinedMode mode) {
    return environment
        .newRender(mode)
        .run(
            null,
            parsed.source(),
            Scope.EMPTY,
            null,
            frame -> {
              frame.at(macro.definition().line());
              // None is a value too, which a bare null here would not be.
              return Tuple.of(frame.call(macro, positional, named));
            })
        .get(0);
  }
}
