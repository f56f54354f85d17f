package io.tidemark.postgres.embedded;

import java.util.Locale;

/**
 * The operating system and processor, by the words that the zonky archives are named with.
 *
 * @param system {@code linux}, {@code darwin}
 * @param processor {@code x86_64}, {@code arm_64}
 */
record Platform(String system, String processor) {

  static Platform ofThisMachine() {
    return of(System.getProperty("os.name"), System.getProperty("os.arch"));
  }

  static Platform of(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT);
    String arch = osArch.toLowerCase(Locale.ROOT);
    String system =
        os.startsWith("mac") || os.startsWith("darwin") ? "darwin" : os.split(" ", 2)[0];
    String processor =
        switch (arch) {
          case "amd64", "x86_64", "x64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> arch;
        };
    return new Platform(system, processor);
  }

  /** The class path resource that holds PostgreSQL for this platform. */
  String archiveName() {
    return "postgres-" + system + "-" + processor + ".txz";
  }

  @Override
  public String toString() {
    return system + "-" + processor;
  }
}
