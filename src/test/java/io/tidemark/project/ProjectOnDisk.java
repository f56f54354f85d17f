package io.tidemark.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A project's files in a directory of a test's own. */
public record ProjectOnDisk(Path root) {

  /** Writes a text file and makes the directories it needs. */
  public ProjectOnDisk with(String path, String text) {
    return with(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes bytes as they are. */
  public ProjectOnDisk with(String path, byte[] content) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.write(file, content);
      return this;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The smallest {@code dbt_project.yml}. */
  public ProjectOnDisk withProjectFile() {
    return with("dbt_project.yml", "name: shop\nprofile: shop\n");
  }
}
