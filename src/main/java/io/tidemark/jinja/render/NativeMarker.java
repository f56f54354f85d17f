package io.tidemark.jinja.render;

import io.tidemark.jinja.value.HasText;
import io.tidemark.jinja.value.HasType;
import io.tidemark.jinja.value.Numbers;
import io.tidemark.jinja.value.PythonException;
import io.tidemark.jinja.value.PythonText;
import org.jspecify.annotations.Nullable;

/**
 * What {@code as_text}, {@code as_bool}, {@code as_number} and {@code as_native} give in a native
 * render.
 */
public record NativeMarker(Kind kind, String raw) implements HasText, HasType {
  /** The type that is wanted. */
  public enum Kind {
    TEXT,
    NATIVE,
    BOOL,
    NUMBER
  }

  /** A value without its mark: the text of one that is marked, any other as it is. */
  public static @Nullable Object unmarked(@Nullable Object value) {
    return value instanceof NativeMarker marker ? marker.raw : value;
  }

  /** The value that the text stands for, read as a Python literal. */
  @Nullable Object resolved() {
    if (kind == Kind.TEXT) {
      return raw;
    }
    Object value = PythonLiteral.parse(raw).orElse(raw);
    if (value == PythonLiteral.NONE) {
      value = null;
    }
    if (kind == Kind.BOOL && !(value instanceof Boolean)) {
      throw PythonException.value("Could not convert value '" + raw + "' into type 'bool'");
    }
    boolean number = Numbers.isNumber(value) && !(value instanceof Boolean);
    if (kind == Kind.NUMBER && !number) {
      throw PythonException.value("Could not convert value '" + raw + "' into type 'number'");
    }
    return value;
  }

  @Override
  public String text() {
    return raw;
  }

  @Override
  public String representation() {
    return PythonText.repr(raw);
  }

  @Override
  public String typeName() {
    return "str";
  }
}
