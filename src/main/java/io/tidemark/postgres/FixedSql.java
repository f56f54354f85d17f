package io.tidemark.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The statements that need no rendering: one file each, in {@code sql/postgres}. */
public final class FixedSql {

  private FixedSql() {}

  /**
   * The text of {@code sql/postgres/<name>.sql} on the class path.
   *
   * @throws IllegalArgumentException if there is no such statement
   */
  public static String read(String name) {
    String resource = "/sql/postgres/" + name + ".sql";
    try (InputStream stream = FixedSql.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalArgumentException("no statement " + resource);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
