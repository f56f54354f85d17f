package io.tidemark.cli;

import io.tidemark.postgres.ConnectionSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;

/** A project on disk, written file by file. */
public final class ProjectFolder {

  private final Path root;

  private ProjectFolder(Path root) {
    this.root = root;
  }

  /** A folder with nothing in it yet; made if it is not there. */
  public static ProjectFolder empty(Path root) {
    try {
      Files.createDirectories(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ProjectFolder(root);
  }

  /**
   * The project "shop" whose output {@code dev} is a schema of its own, so that projects of one
   * database don't meet.
   */
  public static ProjectFolder in(Path root, ConnectionSettings server, String schema) {
    return empty(root)
        .file(
            "dbt_project.yml",
            """
            name: shop
            version: "1.0"
            config-version: 2
            profile: shop
            """)
        .file("profiles.yml", profiles(output("dev", server, schema)));
  }

  /** A profile file with the profile "shop", whose first output is the default. */
  public static String profiles(String... outputs) {
    String first = outputs[0].substring(0, outputs[0].indexOf(':')).strip();
    return "shop:\n  target: " + first + "\n  outputs:\n" + String.join("", outputs);
  }

  /** One output for {@link #profiles}. */
  public static String output(String name, ConnectionSettings server, String schema) {
    String password = server.password() == null ? "" : server.password().reveal();
    return """
        %s:
          type: postgres
          host: "%s"
          port: %d
          user: "%s"
          password: "%s"
          dbname: "%s"
          schema: "%s"
          threads: 2
    """
        .formatted(
            name, server.host(), server.port(), server.user(), password, server.database(), schema)
        .indent(0);
  }

  /** Writes a file, in UTF-8. */
  public ProjectFolder file(String path, String text) {
    return bytes(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds lines to a file. */
  public ProjectFolder append(String path, String text) {
    return file(path, read(path) + text);
  }

  /** Writes a model. */
  public ProjectFolder model(String name, String sql) {
    return file("models/" + name + ".sql", sql);
  }

  /** Writes a file. */
  public ProjectFolder bytes(String path, byte[] content) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.write(file, content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes a file away. */
  public ProjectFolder without(String path) {
    try {
      Files.delete(root.resolve(path));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a file holds. */
  public String read(String path) {
    try {
      return Files.readString(root.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether there is such a file. */
  public boolean has(String path) {
    return Files.exists(root.resolve(path));
  }

  /** The folder. */
  public Path root() {
    return root;
  }

  /** Runs {@code tidemark} here, in this JVM. */
  public Outcome run(String... arguments) {
    return TidemarkProcess.in(root).run(arguments);
  }

  /** The same, by another clock than this machine's. */
  Outcome runAt(Clock clock, String... arguments) {
    return TidemarkProcess.in(root).runAt(clock, arguments);
  }

  /** The same, for who wants to say so. */
  public Outcome runInside(String... arguments) {
    return run(arguments);
  }

  /** Starts {@code tidemark} here and does not wait. */
  public TidemarkProcess start(String... arguments) {
    return TidemarkProcess.in(root).start(arguments);
  }
}
