package io.tidemark.cli;

import io.tidemark.template.DbtLanguage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that was built. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {
      "tidemark " + number(),
      "  speaks the language of dbt " + DbtLanguage.VERSION,
      "  Spring Batch " + property("spring-batch") + ", Java " + Runtime.version(),
      "  embedded PostgreSQL " + property("postgresql")
    };
  }

  /** Tidemark's own. */
  static String number() {
    return property("tidemark");
  }

  private static String property(String name) {
    Properties versions = new Properties();
    try (InputStream file = Version.class.getResourceAsStream("/versions.properties")) {
      versions.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return versions.getProperty(name, "?");
  }
}
