package io.tidemark.jinja.value;

import org.jspecify.annotations.Nullable;

/** Brings a value of the host into the types that the engine computes with. */
public final class Adopted {
  private Adopted() {}

  /** The value itself, or the engine's form of a small integer, a float or a character. */
  public static @Nullable Object value(@Nullable Object value) {
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof Float number) {
      return number.doubleValue();
    }
    return value instanceof Character character ? character.toString() : value;
  }
}
