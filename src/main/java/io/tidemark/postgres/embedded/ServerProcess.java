package io.tidemark.postgres.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Starts and stops the postmaster of one cluster, and waits for it.
 *
 * <p>The start goes through {@code pg_ctl}, which puts the server into a session of its own:
 * neither a killed JVM nor a Ctrl-C takes it along.
 */
final class ServerProcess {

  /** How long a server may take to replay its log after a crash. */
  private static final Duration RECOVERY_LIMIT = Duration.ofMinutes(10);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
  private static final int POLL_MILLISECONDS = 10;
  private static final int SHOWN_LOG_LINES = 15;
  private static final long LOG_LIMIT = 16L << 20;

  private final ClusterFiles files;

  ServerProcess(ClusterFiles files) {
    this.files = files;
  }

  /** What became of a start. */
  sealed interface Start {}

  /** The server accepts connections. */
  record Ready(PidFile pidFile) implements Start {}

  /** The server has ended; {@code log} holds the last lines it wrote. */
  record Failed(String log) implements Start {}

  Start start(Installation installation, ServerAccount account) throws IOException {
    long logged = beginLog();
    Process starter =
        account
            .command(
                // By the environment, because pg_ctl puts --pgdata into a shell's command line.
                "env",
                "PGDATA=" + files.data(),
                installation.program("pg_ctl").toString(),
                "start",
                "--silent",
                "--wait",
                "--timeout=" + RECOVERY_LIMIT.toSeconds())
            .start(files.log());
    while (true) {
      // Asked before the file is read: what the starter saw is in the file by then.
      boolean ended = waitFor(starter);
      Optional<PidFile> found = PidFile.read(files.pidFile());
      if (found.isPresent() && found.get().isReady() && found.get().isAlive()) {
        return new Ready(found.get());
      }
      if (ended) {
        return new Failed(logSince(logged));
      }
    }
  }

  /** The log's size before this start; a log that has grown large makes room for a new one. */
  private long beginLog() throws IOException {
    if (!Files.exists(files.log())) {
      return 0;
    }
    if (Files.size(files.log()) > LOG_LIMIT) {
      Files.move(files.log(), files.earlierLog(), StandardCopyOption.REPLACE_EXISTING);
      return 0;
    }
    return Files.size(files.log());
  }

  /** Waits while another start or a recovery goes on; empty if the server has ended instead. */
  Optional<PidFile> awaitReady() throws IOException {
    long deadline = System.nanoTime() + RECOVERY_LIMIT.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<PidFile> found = PidFile.read(files.pidFile());
      if (found.isEmpty() || !found.get().isAlive()) {
        return Optional.empty();
      }
      if (found.get().isReady()) {
        return found;
      }
      pause();
    }
    return Optional.empty();
  }

  /**
   * Stops the server in PostgreSQL's {@code fast} way: sessions are ended, what is committed is
   * written.
   *
   * @return whether it has ended in time; true where none runs
   */
  boolean stopFast() throws IOException {
    return signal("INT");
  }

  /** Stops the server at once, for a cluster that is thrown away. */
  boolean stopNow() throws IOException {
    return signal("QUIT");
  }

  private boolean signal(String name) throws IOException {
    PidFile running = PidFile.read(files.pidFile()).orElse(null);
    if (running == null || !running.isAlive()) {
      return true;
    }
    // Java itself can only send TERM, which waits for every session to end by itself.
    Command.of(
            List.of(),
            "/bin/sh",
            "-c",
            "kill -" + name + " \"$1\"",
            "sh",
            Long.toString(running.pid()))
        .run();
    long deadline = System.nanoTime() + STOP_LIMIT.toNanos();
    while (System.nanoTime() < deadline) {
      if (!Files.exists(files.pidFile()) || !running.isAlive()) {
        return true;
      }
      pause();
    }
    return false;
  }

  private String logSince(long offset) throws IOException {
    try (RandomAccessFile log = new RandomAccessFile(files.log().toFile(), "r")) {
      byte[] written = new byte[(int) Math.min(log.length() - offset, 1 << 20)];
      log.seek(offset);
      log.readFully(written);
      List<String> lines = new String(written, StandardCharsets.UTF_8).lines().toList();
      return String.join(
          "\n", lines.subList(Math.max(0, lines.size() - SHOWN_LOG_LINES), lines.size()));
    }
  }

  private static boolean waitFor(Process process) {
    try {
      return process.waitFor(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      throw stopped(interrupted);
    }
  }

  static void pause() {
    try {
      Thread.sleep(POLL_MILLISECONDS);
    } catch (InterruptedException interrupted) {
      throw stopped(interrupted);
    }
  }

  private static IllegalStateException stopped(InterruptedException interrupted) {
    Thread.currentThread().interrupt();
    return new IllegalStateException(
        "interrupted while waiting for the embedded PostgreSQL", interrupted);
  }
}
