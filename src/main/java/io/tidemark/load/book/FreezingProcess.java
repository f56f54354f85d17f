package io.tidemark.load.book;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The process that froze an increment, so that whoever finds it unfinished knows whom to ask.
 *
 * @param host the machine's name; null where it is not known
 * @param processId its id there
 * @param osUser the user it ran as
 */
public record FreezingProcess(@Nullable String host, long processId, String osUser) {

  /** This process. */
  public static FreezingProcess current() {
    return new FreezingProcess(
        hostName(), ProcessHandle.current().pid(), System.getProperty("user.name", ""));
  }

  /** Linux says it at once; asking the network for one's own name can take seconds. */
  private static @Nullable String hostName() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException noLinux) {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException unknown) {
        return null;
      }
    }
  }
}
