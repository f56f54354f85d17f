package io.tidemark.jinja.value;

import io.tidemark.jinja.error.ErrorKind;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A name, attribute or item that does not exist. Immutable. */
public final class Undefined {
  private final String message;
  private final @Nullable String name;
  private final UndefinedMode mode;
  private final Supplier<List<String>> candidates;

  /**
   * @param message the error that using it raises
   * @param name the name that was not found, if it was a name
   * @param candidates names that were known in its place, asked for only when an error needs them
   */
  public Undefined(
      String message,
      @Nullable String name,
      UndefinedMode mode,
      Supplier<List<String>> candidates) {
    this.message = message;
    this.name = name;
    this.mode = mode;
    this.candidates = candidates;
  }

  /** The message that Jinja2 has for an attribute or item that {@code owner} does not have. */
  public static String missingMember(@Nullable Object owner, @Nullable Object member) {
    String type = owner == null ? "None" : TypeName.qualified(owner) + " object";
    return member instanceof String
        ? PythonText.repr(type) + " has no attribute " + PythonText.repr(member)
        : type + " has no element " + PythonText.repr(member);
  }

  public String message() {
    return message;
  }

  /** The name that does not exist; null where it was none, such as an index. */
  public @Nullable String name() {
    return name;
  }

  /** The same under another name. */
  public Undefined named(String other) {
    return new Undefined(message, other, mode, candidates);
  }

  public UndefinedMode mode() {
    return mode;
  }

  /** The error of using it. */
  public PythonException error() {
    return new PythonException(ErrorKind.UNDEFINED, message, name, candidates.get());
  }

  /** What it prints as: nothing, unless the mode is strict. */
  public String printed() {
    if (mode == UndefinedMode.STRICT) {
      throw error();
    }
    return "";
  }

  /** All undefined values are equal, as in Jinja2. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Undefined;
  }

  @Override
  public int hashCode() {
    return Undefined.class.hashCode();
  }
}
