package io.tidemark.faults;

import io.tidemark.cli.Outcome;
import io.tidemark.cli.TidemarkProcess;
import io.tidemark.postgres.Session;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The program as {@code ./tidemark} starts it: out of a jar, its classes mapped from an archive.
 * That halves the time of a start, and these tests start hundreds. Made once a build.
 */
final class FastStart {

  private static final Path CLASSES =
      Path.of(
          URI.create(Session.class.getProtectionDomain().getCodeSource().getLocation().toString()));
  private static final Path FOLDER =
      CLASSES
          .resolveSibling("faults-" + System.getProperty("surefire.forkNumber", "1"))
          .toAbsolutePath();

  private FastStart() {}

  /**
   * Options for the Java virtual machine. Where the archive is missing or old, a run of the project
   * in the folder makes it.
   */
  static List<String> trainedBy(Path project) {
    try {
      Files.createDirectories(FOLDER);
      Path jar = FOLDER.resolve("tidemark.jar");
      if (!Files.exists(jar) || olderThanTheClasses(jar)) {
        pack(jar);
      }
      Path archive = FOLDER.resolve("tidemark-" + System.getProperty("java.version") + ".jsa");
      List<String> classes = List.of("-cp", classPath(jar));
      if (!Files.exists(archive) || olderThanTheClasses(archive)) {
        Files.deleteIfExists(archive);
        train(project, archive, classes);
      }
      List<String> options = new ArrayList<>(classes);
      if (Files.exists(archive)) {
        options.add("-XX:SharedArchiveFile=" + archive);
      }
      return options;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void train(Path project, Path archive, List<String> classes) {
    List<String> options = new ArrayList<>(classes);
    options.add("-XX:ArchiveClassesAtExit=" + archive);
    Outcome trained = TidemarkProcess.in(project).jvm(options).runApart("run");
    if (trained.exitCode() != 0) {
      throw new AssertionError("the run that makes the archive failed:\n" + trained.all());
    }
  }

  private static void pack(Path jar) {
    ToolProvider.findFirst("jar")
        .orElseThrow()
        .run(System.out, System.err, "-c0f", jar.toString(), "-C", CLASSES.toString(), ".");
  }

  /** The jar in the place of the folder it was made from; an archive allows no folders. */
  private static String classPath(Path jar) {
    return jar
        + File.pathSeparator
        + Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.endsWith(".jar"))
            .collect(Collectors.joining(File.pathSeparator));
  }

  private static boolean olderThanTheClasses(Path made) throws IOException {
    long time = Files.getLastModifiedTime(made).toMillis();
    try (Stream<Path> all = Files.walk(CLASSES)) {
      return all.anyMatch(file -> file.toFile().lastModified() >= time);
    }
  }
}
