package io.tidemark.jinja.value;

import io.tidemark.jinja.error.ErrorKind;
import java.math.BigInteger;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Arguments matched with the names of parameters, read by the parameter's index. */
public final class BoundArguments {
  private final String function;
  private final String[] names;
  private final @Nullable Object[] values;

  BoundArguments(String function, String[] names, @Nullable Object[] values) {
    this.function = function;
    this.names = names;
    this.values = values;
  }

  public boolean has(int index) {
    return values[index] != Missing.MISSING;
  }

  /** The value; None if it was not given. */
  public @Nullable Object get(int index) {
    return has(index) ? values[index] : null;
  }

  public @Nullable Object get(int index, @Nullable Object otherwise) {
    return has(index) ? values[index] : otherwise;
  }

  /** A string; a TypeError if it is something else. */
  public String text(int index) {
    Object value = get(index);
    if (value instanceof String || value instanceof Markup) {
      return value.toString();
    }
    throw PythonException.type(
        function + "() argument '" + names[index] + "' must be str, not " + TypeName.of(value));
  }

  public String text(int index, String otherwise) {
    return has(index) ? text(index) : otherwise;
  }

  /** A string, or null if it is None or was not given. */
  public @Nullable String textOrNone(int index) {
    return get(index) == null ? null : text(index);
  }

  /** An int that counts or measures; a TypeError if it is something else. */
  public long integer(int index, long otherwise) {
    if (!has(index)) {
      return otherwise;
    }
    long integer = Numbers.index(values[index]);
    if (Numbers.canonical(Objects.requireNonNull(values[index])) instanceof BigInteger) {
      throw new PythonException(ErrorKind.OVERFLOW, "Python int too large to convert to C ssize_t");
    }
    return integer;
  }

  /** An int that is no place in a sequence where it is too large; then as large as can be. */
  public long clamped(int index, long otherwise) {
    return has(index) ? Numbers.index(values[index]) : otherwise;
  }

  public boolean truth(int index, boolean otherwise) {
    return has(index) ? Truth.of(values[index]) : otherwise;
  }
}
