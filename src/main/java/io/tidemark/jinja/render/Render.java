package io.tidemark.jinja.render;

import io.tidemark.jinja.error.ErrorKind;
import io.tidemark.jinja.error.MacroFrame;
import io.tidemark.jinja.error.Source;
import io.tidemark.jinja.error.TemplateRuntimeException;
import io.tidemark.jinja.tree.Body;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.UndefinedMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One render: what it may use, what it has used, and which macros run. */
public final class Render {
  private final Library library;
  private final Limits limits;
  private final UndefinedMode undefinedMode;
  private final boolean ofValues;
  private final List<Activation> running;
  private final @Nullable Library ofTexts;
  private long steps;

  /** A render that gives a text. */
  public Render(Library library, Limits limits, UndefinedMode undefinedMode) {
    this(library, limits, undefinedMode, null, new ArrayList<>());
  }

  private Render(
      Library library,
      Limits limits,
      UndefinedMode undefinedMode,
      @Nullable Library ofTexts,
      List<Activation> running) {
    this.library = library;
    this.limits = limits;
    this.undefinedMode = undefinedMode;
    this.ofTexts = ofTexts;
    this.ofValues = ofTexts != null;
    this.running = running;
  }

  /**
   * A render that gives a value: what macros and set blocks of its template print has to be text
   * already, as in Jinja2.
   *
   * @param ofTexts what the macros of other files use, which give texts as ever
   */
  public static Render ofValues(
      Library library, Limits limits, UndefinedMode undefinedMode, Library ofTexts) {
    return new Render(library, limits, undefinedMode, ofTexts, new ArrayList<>());
  }

  /**
   * In which a macro of another file runs: as in dbt that was compiled for texts, whoever calls it.
   */
  public Render ofMacros() {
    return ofTexts == null ? this : new Render(ofTexts, limits, undefinedMode, null, running);
  }

  public Library library() {
    return library;
  }

  public Limits limits() {
    return limits;
  }

  public UndefinedMode undefinedMode() {
    return undefinedMode;
  }

  /** Whether it gives a value rather than a text. */
  public boolean ofValues() {
    return ofValues;
  }

  /** Counts a statement, call or filter. */
  void step() {
    step(1);
  }

  /** Counts what is worth several. */
  void step(long several) {
    steps += several;
    if (steps > limits.maxSteps()) {
      throw new PythonException(
          ErrorKind.LIMIT, "the template ran more than " + limits.maxSteps() + " steps");
    }
  }

  /** An empty output of this render. */
  public TextOutput newText() {
    return new TextOutput(limits.maxOutputCharacters(), ofValues);
  }

  /**
   * Runs a template's text or a macro's body: its errors get their place, and the stack of what
   * ran.
   *
   * @param macro the macro's name, null for the template's text
   */
  public <T> T run(
      @Nullable String macro, Source source, Scope scope, @Nullable Frame closure, Body<T> body) {
    Activation activation = new Activation(macro, source);
    Frame frame = new Frame(this, activation, closure, scope, false);
    running.add(activation);
    try {
      if (running.size() > limits.maxMacroDepth() + 1) {
        throw new PythonException(
            ErrorKind.RECURSION,
            "macros call one another more than " + limits.maxMacroDepth() + " deep");
      }
      return body.run(frame);
    } catch (PythonException failure) {
      throw new TemplateRuntimeException(
          failure.kind(),
          failure.problem(),
          stack(),
          failure.unknownName(),
          failure.candidates(),
          failure);
    } catch (StackOverflowError failure) {
      throw broken(ErrorKind.RECURSION, "maximum recursion depth exceeded", failure);
    } catch (OutOfMemoryError failure) {
      // What it had collected is free as soon as it has ended, so there is enough to say so.
      throw broken(ErrorKind.LIMIT, "the template needs more memory than there is", failure);
    } catch (ArithmeticException
        | IndexOutOfBoundsException
        | ClassCastException
        | IllegalArgumentException failure) {
      throw broken(ErrorKind.VALUE, "a value is out of range: " + failure.getMessage(), failure);
    } finally {
      running.remove(running.size() - 1);
    }
  }

  /** What runs in an activation. */
  @FunctionalInterface
  public interface Body<T> {
    T run(Frame frame);
  }

  private TemplateRuntimeException broken(ErrorKind kind, String problem, Throwable cause) {
    return new TemplateRuntimeException(kind, problem, stack(), null, List.of(), cause);
  }

  /** The macros that run, innermost first. */
  List<MacroFrame> stack() {
    List<MacroFrame> stack = new ArrayList<>(running.size());
    for (int i = running.size() - 1; i >= 0; i--) {
      stack.add(running.get(i).frame());
    }
    return stack;
  }
}
