package io.tidemark.postgres;

import java.util.Objects;

/**
 * A text that must never be shown: a password.
 *
 * <p>{@link #toString} gives asterisks, so a record or a message that holds a secret can be
 * printed. Immutable.
 */
public final class Secret {

  private final String value;

  private Secret(String value) {
    this.value = Objects.requireNonNull(value);
  }

  /** Wraps {@code value}, which may be empty. */
  public static Secret of(String value) {
    return new Secret(value);
  }

  /** The text itself, for the driver alone; never for a message, a log or an artifact. */
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /** Always the same asterisks, whatever the secret and its length. */
  @Override
  public String toString() {
    return "********";
  }
}
