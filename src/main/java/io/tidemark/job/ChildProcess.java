package io.tidemark.job;

import io.tidemark.batch.StopSignal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A program that a job runs. It ends with the run, with all that it has started: at a stop it gets
 * SIGTERM and, ten seconds later, SIGKILL. A watcher beside it holds a pipe from this process, and
 * ends it even where this process was killed.
 */
final class ChildProcess {

  private static final long GRACE_SECONDS = 10;
  private static final int LAST_LINES = 20;
  private static final Path SETSID = Path.of("/usr/bin/setsid");

  /** Runs its arguments as a group of their own, and ends the group once its input is closed. */
  private static final String WATCHED =
      "exec 3<&0; setsid \"$@\" 3<&- </dev/null & p=$!; exec 2>/dev/null; (read x <&3; kill -TERM"
          + " -$p; sleep 10; kill -KILL -$p) >/dev/null & w=$!; wait $p; c=$?; kill $w; exit $c";

  private final Path directory;
  private final Map<String, String> environment;
  private final Consumer<String> output;
  private final Deque<String> last = new ArrayDeque<>();

  /**
   * A program that is not started yet.
   *
   * @param environment variables beside those of this process
   * @param output hears each line that it prints
   */
  ChildProcess(Path directory, Map<String, String> environment, Consumer<String> output) {
    this.directory = directory;
    this.environment = Map.copyOf(environment);
    this.output = output;
  }

  /**
   * Runs it to its end.
   *
   * @param words the program and its arguments, or one text for a shell
   * @return its exit code
   * @throws TaskFailedException if it can't be started
   */
  int run(List<String> words, boolean shell, StopSignal stop) {
    Process process = start(shell ? List.of("/bin/sh", "-c", words.get(0)) : words);
    Runnable end = () -> end(process);
    stop.onStop(end);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        keep(line);
        output.accept(line);
      }
      return process.waitFor();
    } catch (IOException e) {
      end(process);
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      end(process);
      Thread.currentThread().interrupt();
      throw new TaskFailedException("It was interrupted");
    } finally {
      stop.forget(end);
    }
  }

  /** The last lines that it has printed. */
  List<String> lastLines() {
    return List.copyOf(last);
  }

  private Process start(List<String> words) {
    Path file = directory.resolve(words.get(0));
    // The shell that watches it would say it in words of its own.
    if (words.get(0).indexOf('/') >= 0 && !Files.isExecutable(file)) {
      throw new TaskFailedException(
          "The program %s can't be started: %s"
              .formatted(
                  words.get(0),
                  Files.exists(file)
                      ? "the file may not be executed"
                      : "there is no such file in " + directory));
    }
    boolean watched = Files.isExecutable(SETSID);
    List<String> command = new ArrayList<>();
    if (watched) {
      command.addAll(List.of("/bin/sh", "-c", WATCHED, "sh"));
    }
    command.addAll(words);
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new TaskFailedException(
          "The program %s can't be started: %s".formatted(words.get(0), e.getMessage()));
    }
  }

  private void keep(String line) {
    if (last.size() == LAST_LINES) {
      last.remove();
    }
    last.add(line);
  }

  private static void end(Process process) {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroy);
    Thread killer =
        new Thread(
            () -> {
              for (ProcessHandle one : all) {
                try {
                  one.onExit().get(GRACE_SECONDS, TimeUnit.SECONDS);
                } catch (Exception stillThere) {
                  one.destroyForcibly();
                }
              }
            },
            "end-of-" + process.pid());
    killer.setDaemon(true);
    killer.start();
  }
}
