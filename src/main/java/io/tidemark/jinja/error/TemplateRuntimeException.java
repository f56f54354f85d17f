package io.tidemark.jinja.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A render failed. {@link #stack} names the macros that ran, innermost first. */
public final class TemplateRuntimeException extends TemplateException {
  private final ErrorKind kind;
  private final transient List<MacroFrame> stack;

  /**
   * @param stack the places that ran, innermost first, at least one: the first is the error's place
   */
  public TemplateRuntimeException(
      ErrorKind kind,
      String problem,
      List<MacroFrame> stack,
      @Nullable String unknownName,
      List<String> candidates,
      @Nullable Throwable cause) {
    super(problem, stack.get(0).place(), unknownName, candidates, cause);
    this.kind = kind;
    this.stack = List.copyOf(stack);
  }

  public ErrorKind kind() {
    return kind;
  }

  /** The macros that ran, innermost first; the last entry is the rendered template itself. */
  public List<MacroFrame> stack() {
    return stack;
  }

  @Override
  protected String heading() {
    return "";
  }

  @Override
  protected void appendDetails(StringBuilder report) {
    if (stack.size() > 1 || stack.get(0).macro() != null) {
      for (MacroFrame frame : stack) {
        report.append("\n  in ").append(frame);
      }
    }
  }
}
