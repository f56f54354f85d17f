package io.tidemark.postgres;

import org.postgresql.Driver;
import org.postgresql.util.PasswordUtil;

/** Has the classes initialised that a log-in with a password needs: Java's ciphers, the driver. */
public final class LoginWarmUp {

  private LoginWarmUp() {}

  /** Does it; nothing is connected to. */
  public static void run() {
    new Driver();
    PasswordUtil.encodeScramSha256("none".toCharArray());
  }
}
