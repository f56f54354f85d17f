package io.tidemark.deps;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder in which a project's packages are. It is made new beside the old one and takes its
 * place when it is complete. Whoever is killed between the two renames leaves the old folder under
 * its other name, where it is read and whence the next one brings it back.
 */
final class InstallFolder implements AutoCloseable {

  private final Path folder;
  private final Path old;
  private final Path work;
  private final Path lockFile;
  private final FileChannel channel;
  private final FileLock lock;

  private InstallFolder(Path folder, FileChannel channel, FileLock lock) {
    this.folder = folder;
    this.old = beside(folder, ".old");
    this.work = beside(folder, ".new");
    this.lockFile = beside(folder, ".lock");
    this.channel = channel;
    this.lock = lock;
  }

  /** Where the folder of that name is while it is replaced. */
  private static Path beside(Path folder, String suffix) {
    return folder.resolveSibling("." + folder.getFileName() + suffix);
  }

  /** Waits until nobody else installs here, and clears what a killed one has left. */
  static InstallFolder open(Path folder) throws IOException {
    Path absolute = folder.toAbsolutePath().normalize();
    Files.createDirectories(absolute.resolveSibling("").normalize());
    FileChannel channel =
        FileChannel.open(
            beside(absolute, ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    InstallFolder opened = new InstallFolder(absolute, channel, channel.lock());
    if (!Files.exists(absolute, LinkOption.NOFOLLOW_LINKS) && Files.exists(opened.old)) {
      Files.move(opened.old, absolute);
    }
    Folders.delete(opened.old);
    Folders.delete(opened.work);
    Files.createDirectories(opened.packages());
    Files.createDirectories(opened.fetched());
    return opened;
  }

  /** Where the packages are put together. */
  Path packages() {
    return work.resolve("packages");
  }

  /** Where files that are fetched go. */
  Path fetched() {
    return work.resolve("fetched");
  }

  /** Puts what was put together in the old one's place. */
  void swap() throws IOException {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.move(folder, old);
    }
    Files.move(packages(), folder);
    Folders.delete(old);
  }

  @Override
  public void close() throws IOException {
    try {
      Folders.delete(work);
      Files.deleteIfExists(lockFile);
    } finally {
      lock.release();
      channel.close();
    }
  }
}
