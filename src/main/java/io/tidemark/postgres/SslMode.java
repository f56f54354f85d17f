package io.tidemark.postgres;

import java.util.Arrays;
import java.util.Optional;

/** How far a connection insists on TLS: libpq's {@code sslmode}, by libpq's words. */
public enum SslMode {
  DISABLE("disable"),
  ALLOW("allow"),
  PREFER("prefer"),
  REQUIRE("require"),
  VERIFY_CA("verify-ca"),
  VERIFY_FULL("verify-full");

  private final String word;

  SslMode(String word) {
    this.word = word;
  }

  /** The word as it is written in a profile. */
  public String word() {
    return word;
  }

  /** Whether a connection without TLS is refused. */
  public boolean insistsOnTls() {
    return compareTo(REQUIRE) >= 0;
  }

  /** The mode that a profile's word names; empty if there is none of that name. */
  public static Optional<SslMode> named(String word) {
    return Arrays.stream(values()).filter(mode -> mode.word.equals(word)).findFirst();
  }
}
