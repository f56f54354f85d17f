package io.tidemark.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A copy of the launcher in a folder of its own, with a Maven that only pretends to build and JDKs
 * that only say how they were called.
 */
final class Checkout {

  /** Counts its calls, and takes a while, so that two at once would meet. */
  private static final String MAVEN =
      """
      #!/bin/sh
      echo "$JAVA_HOME" >> builds
      [ ! -e broken ] || { echo '[ERROR] Frobnicator.java:[3,7] no such thing'; exit 1; }
      sleep 0.3
      mkdir -p target/tidemark && echo jar > target/tidemark.jar
      """;

  private static final String JAVA =
      """
      for argument; do echo "<$argument>"; done
      echo "LC_CTYPE=${LC_CTYPE:-}"
      exit ${EXIT:-0}
      """;

  private final Path home;

  private Checkout(Path home) {
    this.home = home;
  }

  /** A checkout in {@code folder}, which must not exist yet. */
  static Checkout in(Path folder) throws IOException {
    Checkout checkout = new Checkout(folder);
    copy(Path.of("tidemark"), folder.resolve("tidemark"));
    try (Stream<Path> parts = Files.list(Path.of("src", "launcher"))) {
      for (Path part : parts.toList()) {
        copy(part, folder.resolve(part.toString()));
      }
    }
    checkout.write("mvnw", MAVEN);
    checkout.write("pom.xml", "<project/>");
    checkout.write("src/main/java/Model.java", "class Model {}");
    return checkout;
  }

  /** Adds a JDK of that version, or a runtime without a compiler, and gives its folder. */
  Path jdk(String version, boolean compiler) throws IOException {
    String folder = "jdks/" + version + (compiler ? "" : "-jre") + "/";
    write(folder + "release", "IMPLEMENTOR=\"Us\"\nJAVA_VERSION=\"" + version + "\"\n");
    command(folder + "bin/java", JAVA);
    if (compiler) {
      command(folder + "bin/javac", "");
    }
    return home.resolve(folder);
  }

  /** Writes a shell script that can be executed. */
  void command(String name, String script) throws IOException {
    executable(write(name, "#!/bin/sh\n" + script));
  }

  Path write(String name, String text) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  Path path(String name) {
    return home.resolve(name);
  }

  Path launcher() {
    return home.resolve("tidemark");
  }

  /** How often Maven has been called. */
  int builds() throws IOException {
    Path builds = home.resolve("builds");
    return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
  }

  /** Runs the launcher and waits for its end. */
  Result run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return run(launcher(), environment, arguments);
  }

  /** Runs the launcher by another of its names, and waits for its end. */
  Result run(Path name, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    return end(start(name, environment, arguments));
  }

  /** Starts the launcher with nothing in its environment but a PATH and what is given. */
  Process start(Path name, Map<String, String> environment, String... arguments)
      throws IOException {
    ProcessBuilder command =
        new ProcessBuilder(
            Stream.concat(Stream.of(name.toString()), Arrays.stream(arguments)).toList());
    command.directory(new File("/"));
    command.environment().clear();
    Map<String, String> all = new HashMap<>(Map.of("PATH", "/usr/bin:/bin"));
    all.putAll(environment);
    command.environment().putAll(all);
    return command.start();
  }

  /** What a process that was started said, once it has ended. */
  static Result end(Process process) throws IOException, InterruptedException {
    process.getOutputStream().close();
    String output = text(process.getInputStream().readAllBytes());
    String errors = text(process.getErrorStream().readAllBytes());
    return new Result(process.waitFor(), output.lines().toList(), errors);
  }

  /** What a command of the system says on its only line. */
  static String output(String... command) throws IOException {
    return text(new ProcessBuilder(command).start().getInputStream().readAllBytes()).strip();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from, to);
  }

  private static void executable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /**
   * What a start came to.
   *
   * @param exitCode the exit code
   * @param output the lines of standard output: what the pretended JVM was given
   * @param errors the standard error
   */
  record Result(int exitCode, List<String> output, String errors) {}
}
