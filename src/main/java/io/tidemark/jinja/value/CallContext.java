package io.tidemark.jinja.value;

import io.tidemark.jinja.error.MacroFrame;
import io.tidemark.jinja.error.Place;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The render that a call is part of, as a called function sees it. */
public interface CallContext {
  /** Where the call is written. */
  Place place();

  /** The macros that run, innermost first. */
  List<MacroFrame> stack();

  /** What a missing name becomes in this render. */
  UndefinedMode undefinedMode();

  /** The filter of that name, or null. */
  @Nullable Callable filter(String name);

  /** The test of that name, or null. */
  @Nullable Callable test(String name);

  /**
   * A value's attribute as {@code value.name} finds it: attribute first, then item.
   *
   * @return the value, or an {@link Undefined}
   */
  @Nullable Object attribute(@Nullable Object owner, String name);

  /**
   * A value's item as {@code value[key]} finds it: item first, then attribute.
   *
   * @return the value, or an {@link Undefined}
   */
  @Nullable Object item(@Nullable Object owner, @Nullable Object key);

  /** Calls a value. */
  @Nullable Object call(
      @Nullable Object callee,
      List<? extends @Nullable Object> positional,
      Map<String, ? extends @Nullable Object> named);

  /** Whether the call stands in an {@code autoescape} block. */
  default boolean escapes() {
    return false;
  }

  /** Counts what the call has done as so many steps of the render, which are limited. */
  default void spend(long steps) {}

  /** The most integers that {@code range} may hold. */
  long maxRange();

  /** An undefined value with a message of its own. */
  default Undefined undefined(String message) {
    return new Undefined(message, null, undefinedMode(), List::of);
  }
}
