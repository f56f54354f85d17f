package io.tidemark.report.artifact;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * Writes an artifact so that a reader finds the old one or the new one, whole: into a file beside
 * it, which is then renamed. The JSON is compact, as dbt's.
 */
final class ArtifactFile {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ArtifactFile() {}

  static void write(Path path, Map<String, ?> content) throws IOException {
    Path absolute = path.toAbsolutePath();
    Path folder = absolute.getParent();
    if (folder == null) {
      throw new IOException("an artifact can't be written to " + path);
    }
    Files.createDirectories(folder);
    // The process's own name: two processes may write the same artifact at the same time.
    Path beside =
        folder.resolve("." + absolute.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
    try {
      try (OutputStream out = Files.newOutputStream(beside)) {
        MAPPER.writeValue(out, content);
      }
      replace(beside, absolute);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static void replace(Path beside, Path path) throws IOException {
    try {
      Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException unusualFileSystem) {
      Files.move(beside, path, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
