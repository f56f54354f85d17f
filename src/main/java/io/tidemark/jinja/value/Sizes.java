package io.tidemark.jinja.value;

import io.tidemark.jinja.error.ErrorKind;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The largest single values that an expression may build, so that a short template can't take all
 * memory before the limits of the render are asked.
 */
public final class Sizes {
  private static final long MAX_CHARACTERS = 64_000_000;
  private static final long MAX_ITEMS = 2_000_000;
  private static final long MAX_KEYS = 250_000;
  private static final int ITEMS_A_STEP = 4;
  private static final int CHARACTERS_A_STEP = 256;

  private Sizes() {}

  /**
   * How many steps of a render making a value is worth, so that few calls that each make a large
   * one don't run for ever.
   */
  public static long steps(@Nullable Object value) {
    if (value instanceof Collection<?> items) {
      return items.size() / ITEMS_A_STEP;
    }
    if (value instanceof Map<?, ?> dict) {
      return dict.size() / ITEMS_A_STEP;
    }
    return value instanceof String text ? text.length() / CHARACTERS_A_STEP : 0;
  }

  /** Refuses a text that would be too long. */
  public static int checkText(long characters) {
    return check(characters, MAX_CHARACTERS, "characters");
  }

  /** Refuses a list that would be too long. */
  public static int checkItems(long items) {
    return check(items, MAX_ITEMS, "items");
  }

  /** Refuses a dictionary that would have too many keys; each takes far more than a list's item. */
  public static int checkKeys(long keys) {
    return check(keys, MAX_KEYS, "keys");
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
