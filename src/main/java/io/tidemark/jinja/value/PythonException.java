package io.tidemark.jinja.value;

import io.tidemark.jinja.error.ErrorKind;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An operation on values failed, in Python's words, without a place: the interpreter knows the
 * place and turns it into a {@link io.tidemark.jinja.error.TemplateRuntimeException}. A function of
 * the host may throw it too; the error is then reported at the line of the call.
 */
public final class PythonException extends RuntimeException {
  private final ErrorKind kind;
  private final @Nullable String unknownName;
  private final transient List<String> candidates;

  public PythonException(ErrorKind kind, String message) {
    this(kind, message, null, List.of());
  }

  public PythonException(
      ErrorKind kind, String message, @Nullable String unknownName, List<String> candidates) {
    super(message, null, false, false);
    this.kind = kind;
    this.unknownName = unknownName;
    this.candidates = candidates;
  }

  public static PythonException type(String message) {
    return new PythonException(ErrorKind.TYPE, message);
  }

  public static PythonException value(String message) {
    return new PythonException(ErrorKind.VALUE, message);
  }

  public ErrorKind kind() {
    return kind;
  }

  /** The message, never null. */
  public String problem() {
    return Objects.requireNonNullElse(getMessage(), kind.pythonName());
  }

  public @Nullable String unknownName() {
    return unknownName;
  }

  public List<String> candidates() {
    return candidates;
  }
}
