package io.tidemark.deps;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A package as a {@code .tar.gz}. Nothing of it is written outside of the folder it goes to; links
 * and devices in it are left out, for through them something could be.
 */
final class PackageArchive {

  /** No package is so large; what is, is there to fill the disk. */
  private static final long MOST_BYTES = 1L << 30;

  private static final int MOST_ENTRIES = 100_000;

  private PackageArchive() {}

  /**
   * Unpacks it.
   *
   * @throws IOException if it is none, or not what a package may be
   */
  static void unpack(InputStream archive, Path folder) throws IOException {
    Path top = folder.toAbsolutePath().normalize();
    long left = MOST_BYTES;
    int entries = 0;
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new GZIPInputStream(new BufferedInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (++entries > MOST_ENTRIES) {
          throw new IOException("it has more than " + MOST_ENTRIES + " entries");
        }
        Path target = top.resolve(entry.getName()).normalize();
        if (!target.startsWith(top)) {
          throw new IOException("its entry " + entry.getName() + " leads out of the folder");
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else if (entry.isFile() && !entry.isSymbolicLink() && !entry.isLink()) {
          Files.createDirectories(target.resolveSibling("").normalize());
          left -= copy(tar, target, left);
        }
      }
    }
  }

  private static long copy(InputStream from, Path to, long most) throws IOException {
    long written = 0;
    byte[] buffer = new byte[1 << 16];
    try (OutputStream out = Files.newOutputStream(to, StandardOpenOption.CREATE_NEW)) {
      for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
        written += read;
        if (written > most) {
          throw new IOException("it holds more than " + MOST_BYTES + " bytes");
        }
        out.write(buffer, 0, read);
      }
    }
    return written;
  }
}
