package io.tidemark.postgres.embedded;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps PostgreSQL's programs unpacked, once for all projects of the user.
 *
 * <p>They are unpacked aside and renamed into place when they are whole, so that two processes may
 * do it at once and neither a crash nor a full disk leaves a folder that looks whole.
 *
 * <p>The place: {@code $TIDEMARK_CACHE}; else {@code $XDG_CACHE_HOME/tidemark}; else, for root,
 * {@code /var/cache/tidemark}, because root's home is closed to the user that the server runs as;
 * else {@code ~/.cache/tidemark}; and the temporary folder where none of these can be written.
 */
final class BinaryCache {

  /** The last thing written into a folder: without it the folder is not used. */
  private static final String COMPLETE = "complete";

  private final List<Path> candidates;

  BinaryCache(List<Path> candidates) {
    this.candidates = List.copyOf(candidates);
  }

  /** The cache of the user who runs this process. */
  static BinaryCache ofThisUser() throws IOException {
    return new BinaryCache(
        places(System.getenv(), Path.of(System.getProperty("java.io.tmpdir")), CurrentUser.uid()));
  }

  static List<Path> places(Map<String, String> environment, Path temporary, int uid) {
    String asked = environment.get("TIDEMARK_CACHE");
    if (asked != null && !asked.isBlank()) {
      return List.of(Path.of(asked));
    }
    List<Path> places = new ArrayList<>();
    String xdg = environment.get("XDG_CACHE_HOME");
    if (xdg != null && Path.of(xdg).isAbsolute()) {
      places.add(Path.of(xdg, "tidemark"));
    }
    if (uid == 0) {
      places.add(Path.of("/var/cache/tidemark"));
    }
    String home = environment.get("HOME");
    if (home != null && Path.of(home).isAbsolute()) {
      places.add(Path.of(home, ".cache", "tidemark"));
    }
    places.add(temporary.resolve("tidemark-" + uid));
    return places;
  }

  /**
   * The programs, unpacked now if they were not.
   *
   * @throws EmbeddedServerException if no place can be written
   */
  Installation installation(BinaryArchive archive) {
    List<String> tried = new ArrayList<>();
    @Nullable IOException last = null;
    for (Path candidate : candidates) {
      try {
        return installationIn(candidate, archive);
      } catch (IOException unusable) {
        tried.add(candidate + " (" + said(unusable) + ")");
        last = unusable;
      }
    }
    throw new EmbeddedServerException(
        "The embedded PostgreSQL could not be unpacked.",
        "tried " + String.join("\ntried ", tried),
        "Set the environment variable TIDEMARK_CACHE to a folder that can be written and holds 60 MB.",
        last);
  }

  private static Installation installationIn(Path cache, BinaryArchive archive) throws IOException {
    makeCacheFolder(cache);
    Path folder = cache.resolve("postgres-" + archive.fingerprint());
    if (!isComplete(folder)) {
      Path aside = cache.resolve(".unpacking-" + UUID.randomUUID());
      try {
        unpack(archive, aside);
        putInPlace(aside, folder);
      } finally {
        Folders.delete(aside);
      }
    }
    return new Installation(folder);
  }

  private static void unpack(BinaryArchive archive, Path aside) throws IOException {
    Files.createDirectory(aside);
    archive.unpackInto(aside);
    Files.createFile(aside.resolve(COMPLETE));
  }

  private static void putInPlace(Path aside, Path folder) throws IOException {
    if (Files.exists(folder) && !isComplete(folder)) {
      Path broken = aside.resolveSibling(".broken-" + UUID.randomUUID());
      Files.move(folder, broken, StandardCopyOption.ATOMIC_MOVE);
      Folders.delete(broken);
    }
    try {
      Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException inTheWay) {
      if (!isComplete(folder)) {
        throw inTheWay;
      }
      // Another process was faster; what it put there is the same.
    }
  }

  private static boolean isComplete(Path folder) {
    Installation installation = new Installation(folder);
    return Files.exists(folder.resolve(COMPLETE))
        && Files.isExecutable(installation.program("postgres"))
        && Files.isExecutable(installation.program("initdb"))
        && Files.isExecutable(installation.program("pg_ctl"));
  }

  /** Programs are run from it: in a folder that is open to anybody it has to be our own. */
  private static void makeCacheFolder(Path cache) throws IOException {
    if (!Files.isDirectory(cache)) {
      Files.createDirectories(cache);
      Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    if (!Files.isWritable(cache)) {
      throw new FileSystemException(cache.toString(), null, "not writable");
    }
    if (Files.getPosixFilePermissions(cache.toAbsolutePath().getParent())
            .contains(PosixFilePermission.OTHERS_WRITE)
        && Folders.ownerOf(cache) != CurrentUser.uid()) {
      throw new FileSystemException(cache.toString(), null, "belongs to another user");
    }
  }

  private static String said(IOException failure) {
    return failure instanceof FileSystemException file && file.getReason() != null
        ? file.getReason()
        : failure.getClass().getSimpleName();
  }
}
