package io.tidemark.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * {@code tidemark} in a process of its own, with nothing of this machine's own configuration: no
 * {@code DBT_…} variables, and a home directory that is empty.
 */
final class TidemarkProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Process process;
  private final CompletableFuture<String> out;
  private final CompletableFuture<String> err;

  private TidemarkProcess(Process process) {
    this.process = process;
    this.out = read(process.getInputStream());
    this.err = read(process.getErrorStream());
  }

  /** A launch in a directory, which is also the user's home. */
  static Launch in(Path directory) {
    return new Launch(directory, directory, Map.of());
  }

  /**
   * What a process is started with. Immutable.
   *
   * @param directory the current directory
   * @param home the user's home directory
   * @param environment variables beside the necessary ones
   */
  record Launch(Path directory, Path home, Map<String, String> environment) {

    Launch env(String name, String value) {
      Map<String, String> more = new LinkedHashMap<>(environment);
      more.put(name, value);
      return new Launch(directory, home, more);
    }

    Launch home(Path folder) {
      return new Launch(directory, folder, environment);
    }

    /** Starts it and does not wait. */
    TidemarkProcess start(String... arguments) {
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-Xmx256m",
                  "-Xshare:auto",
                  "-Duser.home=" + home,
                  "-cp",
                  System.getProperty("java.class.path"),
                  Tidemark.class.getName()));
      command.addAll(List.of(arguments));
      ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
      builder
          .environment()
          .keySet()
          .removeIf(name -> name.startsWith("DBT_") || name.equals("NO_COLOR"));
      builder.environment().put("LC_ALL", "C.UTF-8");
      builder.environment().putAll(environment);
      try {
        return new TidemarkProcess(builder.start());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Runs it to its end. */
    Outcome run(String... arguments) {
      try (TidemarkProcess process = start(arguments)) {
        return process.outcome();
      }
    }
  }

  /** Waits for its end. */
  Outcome outcome() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("still running after " + PATIENCE);
      }
      return new Outcome(process.exitValue(), out.join(), err.join());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Kills it as {@code kill -9} does. */
  void kill() {
    // Through its handle: what it has printed can still be read then.
    process.toHandle().destroyForcibly();
  }

  /** Asks it to end as Ctrl-C and a scheduler do. */
  void terminate() {
    process.toHandle().destroy();
  }

  /** Kills it if it is still running, and waits until it is gone. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  private static CompletableFuture<String> read(InputStream stream) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        task -> {
          Thread reader = new Thread(task, "tidemark-output");
          reader.setDaemon(true);
          reader.start();
        });
  }
}
