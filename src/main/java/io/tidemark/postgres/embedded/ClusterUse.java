package io.tidemark.postgres.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Says that somebody uses the server: a file of one's own, locked for as long as the use lasts.
 *
 * <p>The lock ends with its process however that dies, so a file that can be locked is left over.
 * Taken, counted and ended under the {@link ClusterLock}.
 */
final class ClusterUse {

  /**
   * Files of this process: they can't be asked by a lock, which is the process's, so they are told
   * by name.
   */
  private static final String OURS = ProcessHandle.current().pid() + "-" + UUID.randomUUID();

  private final Path file;
  private final FileChannel channel;

  private ClusterUse(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static ClusterUse begin(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(oursIn(folder) + UUID.randomUUID());
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    channel.lock();
    return new ClusterUse(file, channel);
  }

  void end() throws IOException {
    Files.deleteIfExists(file);
    channel.close();
  }

  /** Whether anybody uses the server; files that were left over are removed. */
  static boolean isAny(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    List<Path> files;
    try (Stream<Path> entries = Files.list(folder)) {
      files = entries.toList();
    }
    for (Path file : files) {
      if (isHeld(file)) {
        return true;
      }
      Files.deleteIfExists(file);
    }
    return false;
  }

  /**
   * How the names of this process' files begin in a folder; in a copy of that folder they are left
   * over.
   */
  private static String oursIn(Path folder) throws IOException {
    return OURS + "-" + Integer.toHexString(folder.toRealPath().hashCode()) + "-";
  }

  private static boolean isHeld(Path file) throws IOException {
    // Closing another channel of one of our own would end its lock, as POSIX has it. A copy is none
    // of ours.
    if (file.getFileName().toString().startsWith(oursIn(file.resolveSibling("")))) {
      return true;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    }
  }
}
