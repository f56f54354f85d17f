package io.tidemark.cli;

import io.tidemark.postgres.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    return new Launch(directory, directory, Map.of(), List.of("-cp", classPath()), "");
  }

  /** This JVM's class path, for a process in another directory. */
  public static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /**
   * What a process is started with. Immutable.
   *
   * @param directory the current directory
   * @param home the user's home directory
   * @param environment variables beside the necessary ones
   * @param jvm what the Java virtual machine is told: where the classes are, and options
   * @param answers what a person types; empty for nobody
   */
  public record Launch(
      Path directory,
      Path home,
      Map<String, String> environment,
      List<String> jvm,
      String answers) {

    /** With one more variable. */
    public Launch env(String name, String value) {
      Map<String, String> more = new LinkedHashMap<>(environment);
      more.put(name, value);
      return new Launch(directory, home, more, jvm, answers);
    }

    Launch home(Path folder) {
      return new Launch(directory, folder, environment, jvm, answers);
    }

    /** With classes from elsewhere, and other options; later ones win. */
    public Launch jvm(List<String> options) {
      return new Launch(directory, home, environment, options, answers);
    }

    /** With what a person types, where it runs in this JVM. */
    Launch answering(String typed) {
      return new Launch(directory, home, environment, jvm, typed);
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
      builder.environment().keySet().removeIf(Launch::isOurs);
      builder.environment().put("LC_ALL", "C.UTF-8");
      builder.environment().putAll(environment);
      try {
        return new TidemarkProcess(builder.start());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /**
     * Runs it to its end in this JVM: all of it but the start of a process, which takes longer than
     * most commands.
     */
    public Outcome run(String... arguments) {
      return runAt(Clock.systemUTC(), arguments);
    }

    /** The same, by another clock than this machine's. */
    public Outcome runAt(Clock clock, String... arguments) {
      Map<String, String> variables = new LinkedHashMap<>(System.getenv());
      variables.keySet().removeIf(Launch::isOurs);
      variables.putAll(environment);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      int exitCode =
          Tidemark.run(
              new Surroundings(
                  variables,
                  directory,
                  home,
                  new PrintStream(out, true, StandardCharsets.UTF_8),
                  new PrintStream(err, true, StandardCharsets.UTF_8),
                  clock,
                  new ByteArrayInputStream(answers.getBytes(StandardCharsets.UTF_8))),
              arguments);
      return new Outcome(
          exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Runs it to its end in a process of its own, with the options it was given. */
    public Outcome runApart(String... arguments) {
      try (TidemarkProcess process = start(arguments)) {
        return process.outcome();
      }
    }

    private static boolean isOurs(String variable) {
      return variable.startsWith("DBT_") || variable.equals("NO_COLOR");
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
  public void terminate() {
    process.toHandle().destroy();
  }

  /** Waits for something to be true in the database, without which the test can't go on. */
  public void until(TestDatabase database, String condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!"true".equals(database.queryText("select (" + condition + ")::boolean"))) {
      if (System.nanoTime() > end || !isAlive()) {
        throw new AssertionError("never: " + condition + "\n" + outcome().all());
      }
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
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
