package io.tidemark.report.console;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A log file that is appended to and moved aside when it is full: {@code tidemark.log} becomes
 * {@code tidemark.log.1}, that one {@code .2}, and so on to {@code .5}, as with dbt. Thread-safe.
 *
 * <p>A failure never reaches the run: the first one is told once, by {@link #append}, and from then
 * on nothing is written.
 */
final class LogFile implements AutoCloseable {

  /** dbt's default. */
  static final long MAX_BYTES = 10L * 1024 * 1024;

  private static final int KEPT = 5;

  private final Path path;
  private final long maxBytes;
  private @Nullable OutputStream out;
  private long size;
  private boolean broken;

  LogFile(Path path, long maxBytes) {
    this.path = path;
    this.maxBytes = maxBytes;
  }

  /**
   * Appends a line.
   *
   * @return what went wrong, the first time something does; otherwise null
   */
  synchronized @Nullable IOException append(String line) {
    if (broken) {
      return null;
    }
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      OutputStream open = ready(bytes.length);
      open.write(bytes);
      size += bytes.length;
      return null;
    } catch (IOException failure) {
      broken = true;
      close();
      return failure;
    }
  }

  private OutputStream ready(int bytes) throws IOException {
    OutputStream open = out == null ? open() : out;
    if (maxBytes > 0 && size > 0 && size + bytes > maxBytes) {
      open.close();
      rotate();
      open = open();
    }
    return open;
  }

  private OutputStream open() throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    OutputStream opened =
        Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    size = Files.size(path);
    out = opened;
    return opened;
  }

  private void rotate() throws IOException {
    for (int number = KEPT - 1; number >= 1; number--) {
      if (Files.exists(aside(number))) {
        Files.move(aside(number), aside(number + 1), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.move(path, aside(1), StandardCopyOption.REPLACE_EXISTING);
  }

  private Path aside(int number) {
    return path.resolveSibling(path.getFileName() + "." + number);
  }

  @Override
  public synchronized void close() {
    OutputStream open = out;
    out = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException tooLate) {
        broken = true;
      }
    }
  }
}
