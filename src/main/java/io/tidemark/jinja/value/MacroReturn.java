package io.tidemark.jinja.value;

import org.jspecify.annotations.Nullable;

/**
 * Leaves the running macro with a value, as dbt's {@code return(x)} does: a function of the host
 * throws it, and the call of the innermost macro gives its value instead of the macro's text.
 */
public final class MacroReturn extends RuntimeException {
  private final transient @Nullable Object value;

  public MacroReturn(@Nullable Object value) {
    super("return", null, false, false);
    this.value = value;
  }

  public @Nullable Object value() {
    return value;
  }
}
