package io.tidemark.postgres.embedded;

import com.sun.security.auth.module.UnixSystem;

/** The user whom this process runs as. */
final class CurrentUser {

  private CurrentUser() {}

  static int uid() {
    return (int) new UnixSystem().getUid();
  }

  static int gid() {
    return (int) new UnixSystem().getGid();
  }

  static boolean isRoot() {
    return uid() == 0;
  }

  /**
   * Whether the user has a name; in some containers it is a mere number, which {@code initdb}
   * refuses.
   */
  static boolean hasName() {
    String name = System.getProperty("user.name");
    return name != null && !name.equals("?");
  }
}
