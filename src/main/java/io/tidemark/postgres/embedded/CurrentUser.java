package io.tidemark.postgres.embedded;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The user whom this process runs as. */
final class CurrentUser {

  private static final Path OWN_PROCESS = Path.of("/proc/self");

  private CurrentUser() {}

  static int uid() throws IOException {
    return Files.exists(OWN_PROCESS) ? number("unix:uid") : (int) new UnixSystem().getUid();
  }

  static int gid() throws IOException {
    return Files.exists(OWN_PROCESS) ? number("unix:gid") : (int) new UnixSystem().getGid();
  }

  static boolean isRoot() throws IOException {
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

  /**
   * Followed through the link: the JDK's UnixSystem says 0, root's number, for a user without a
   * name.
   */
  private static int number(String attribute) throws IOException {
    return (Integer) Files.getAttribute(OWN_PROCESS, attribute);
  }
}
