package io.tidemark.postgres.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * PostgreSQL's unpacked programs.
 *
 * @param folder with {@code bin}, {@code lib} and {@code share}
 */
record Installation(Path folder) {

  Path program(String name) {
    return folder.resolve("bin").resolve(name);
  }

  /**
   * The major version, from the first line of the catalog's bootstrap file: {@code # PostgreSQL
   * 17}.
   */
  String majorVersion() throws IOException {
    try (var lines = Files.lines(folder.resolve("share/postgresql/postgres.bki"))) {
      String first = lines.findFirst().orElse("");
      return first.substring(first.lastIndexOf(' ') + 1);
    }
  }
}
