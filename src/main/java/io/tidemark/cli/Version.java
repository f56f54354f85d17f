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
    String calledAs = System.getenv("TIDEMARK_CALLED_AS");
    if (calledAs != null && calledAs.replaceFirst(".*/", "").equals("dbt")) {
      return asDbt();
    }
    return new String[] {
      "tidemark " + number(),
      "  speaks the language of dbt " + DbtLanguage.VERSION,
      "  Spring Batch " + property("spring-batch") + ", Java " + Runtime.version(),
      "  embedded PostgreSQL " + property("postgresql")
    };
  }

  /** Who calls a link named dbt reads dbt's lines: which version's language and adapter this is. */
  private static String[] asDbt() {
    return new String[] {
      "Core:",
      "  - installed: " + DbtLanguage.VERSION,
      "  - latest:    " + DbtLanguage.VERSION + " - Up to date!",
      "",
      "Plugins:",
      "  - postgres: " + DbtLanguage.VERSION + " - Up to date!",
      "",
      "This is tidemark " + number() + "."
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
