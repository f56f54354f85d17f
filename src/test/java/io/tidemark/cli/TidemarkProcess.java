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
public final class TidemarkProcess implements AutoCloseable {

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
  public static Launch in(Path directory) {
    return new Launch(
        directory, directory, Map.of(), List.of("-cp", System.getProperty("java.class.path")));
  }

  /**
   * What a process is started with. Immutable.
   *
   * @param directory the current directory
   * @param home the user's home directory
   * @param environment variables beside the necessary ones
   * @param jvm what the Java virtual machine is told: where the classes are, and options
   */
  public record Launch(
      Path directory, Path home, Map<String, String> environment, List<String> jvm) {

    /** With one more variable. */
    public Launch env(String name, String value) {
      Map<String, String> more = new LinkedHashMap<>(environment);
      more.put(name, value);
      return new Launch(directory, home, more, jvm);
    }

    Launch home(Path folder) {
      return new Launch(directory, folder, environment, jvm);
    }

    /** With classes from elsewhere, and other options; later ones win. */
    public Launch jvm(List<String> options) {
      return new Launch(directory, home, environment, options);
    }

    /** Starts it and does not wait. */
    public TidemarkProcess start(String... arguments) {
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-Xmx256m",
                  "-Xshare:auto",
                  "-Duser.home=" + home));
      command.addAll(jvm);
      command.add(Tidemark.class.getName());
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
    public Outcome run(String... arguments) {
      try (TidemarkProcess process = start(arguments)) {
        return process.outcome();
      }
    }
  }

  /** Waits for its end. */
  public Outcome outcome() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("still running after " + PATIENCE + ":\n" + threads());
      }
      return new Outcome(process.exitValue(), out.join(), err.join());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** What each of its threads does, for who has waited too long. */
  private String threads() {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    try {
      Process asked =
          new ProcessBuilder(jcmd.toString(), Long.toString(pid()), "Thread.print")
              .redirectErrorStream(true)
              .start();
      return read(asked.getInputStream()).join();
    } catch (IOException e) {
      return "its threads could not be asked for: " + e.getMessage();
    }
  }

  /** Whether it is still there. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Its number, for signals. */
  public long pid() {
    return process.pid();
  }

  /** Waits for its end, but no longer than this; true if it has ended. */
  public boolean endsWithin(Duration time) {
    try {
      return process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Kills it as {@code kill -9} does, and waits until it is gone. */
  public void kill() {
    // Through its handle: what it has printed can still be read then.
    process.toHandle().destroyForcibly();
    process.onExit().join();
  }

  /** Asks it to end as Ctrl-C and a scheduler do. */
  void terminate() {
    process.toHandle().destroy();
  }

  /** Kills it if it is still running, and waits until it is gone. */
  @Override
  public void close() {
    kill();
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
