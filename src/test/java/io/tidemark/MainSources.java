package io.tidemark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of {@code src/main}, as they stand in the working tree. */
final class MainSources {

  private MainSources() {}

  static List<Path> java() {
    return under(Path.of("src", "main", "java")).stream()
        .filter(file -> file.toString().endsWith(".java"))
        .toList();
  }

  private static List<Path> under(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
