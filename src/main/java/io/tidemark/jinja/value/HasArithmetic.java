package io.tidemark.jinja.value;

import org.jspecify.annotations.Nullable;

/** A host object that takes part in arithmetic, such as a point in time. */
public interface HasArithmetic {
  /**
   * Computes {@code this op other}, or {@code other op this} if reflected.
   *
   * @param operator one of {@code + - * / // % **}
   * @return the result, or {@link Missing#MISSING} if the operator is not supported with that value
   */
  @Nullable Object operate(String operator, @Nullable Object other, boolean reflected);
}
