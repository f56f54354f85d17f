package io.tidemark.jinja.value;

import io.tidemark.jinja.error.ErrorKind;

/**
 * The largest single values that an expression may build, so that a short template can't take all
 * memory before the limits of the render are asked.
 */
public final class Sizes {
  private static final long MAX_CHARACTERS = 64_000_000;
  private static final long MAX_ITEMS = 10_000_000;

  private Sizes() {}

  /** Refuses a text that would be too long. */
  public static int checkText(long characters) {
    return check(characters, MAX_CHARACTERS, "characters");
  }

  /** Refuses a list that would be too long. */
  public static int checkItems(long items) {
    return check(items, MAX_ITEMS, "items");
  }

  private static int check(long size, long most, String unit) {
    if (size > most) {
      throw new PythonException(
          ErrorKind.LIMIT,
          "a value of " + size + " " + unit + " is more than the " + most + " allowed");
    }
    return (int) size;
  }
}
