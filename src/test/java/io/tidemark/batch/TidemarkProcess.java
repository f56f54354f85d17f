package io.tidemark.batch;

import io.tidemark.postgres.ConnectionSettings;
import io.tidemark.postgres.Secret;
import io.tidemark.postgres.TestDatabase;
import io.tidemark.project.ProjectOnDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** {@code tidemark} in a process of its own, which can be killed. */
final class TidemarkProcess implements AutoCloseable {

  private final Process process;
  private final Path output;

  private TidemarkProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Writes a profile for the database beside the project. */
  static void writeProfile(Path root, ConnectionSettings settings) {
    Secret password = Objects.requireNonNull(settings.password());
    new ProjectOnDisk(root)
        .with(
            "profiles.yml",
            """
            shop:
              outputs:
                test: {type: postgres, host: "%s", port: %d, user: "%s", password: "%s",
                  dbname: "%s", schema: public, threads: 2}
              target: test
            """
                .formatted(
                    settings.host(),
                    settings.port(),
                    settings.user(),
                    password.reveal(),
                    settings.database()));
  }

  /** Starts a command in the project's directory. */
  static TidemarkProcess start(Path root, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx256m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("io.tidemark.cli.Tidemark");
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile(root, "tidemark", ".out");
    Process process =
        new ProcessBuilder(command)
            .directory(root.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new TidemarkProcess(process, output);
  }

  /** SIGKILL; returns when the process is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGTERM; does not wait. */
  void terminate() {
    process.destroy();
  }

  /** Its exit code, once it has ended by itself. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      throw new IllegalStateException("still running: " + output());
    }
    return process.exitValue();
  }

  /** All that it has printed. */
  String output() {
    try {
      return Files.readString(output);
    } catch (IOException gone) {
      throw new IllegalStateException(gone);
    }
  }

  /** Waits for something to be true in the database, without which the test can't go on. */
  void until(TestDatabase database, String condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (!"true".equals(database.queryText("select (" + condition + ")::boolean"))) {
      if (System.nanoTime() > end || !process.isAlive()) {
        throw new IllegalStateException("never: " + condition + "\n" + output());
      }
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
