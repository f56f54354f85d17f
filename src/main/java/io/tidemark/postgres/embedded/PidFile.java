package io.tidemark.postgres.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code postmaster.pid} says; PostgreSQL writes its lines one after another while it starts.
 *
 * @param file where it was read
 * @param pid process number of the postmaster
 * @param port TCP port; 0 while it is not written yet
 * @param status the last line, {@code ready} once connections are accepted; empty while it is not
 *     written yet
 */
record PidFile(Path file, long pid, int port, String status) {

  private static final int PORT_LINE = 3;
  private static final int STATUS_LINE = 7;

  /**
   * No process has it: it is beyond what Linux and macOS give. PostgreSQL takes such a file as left
   * over.
   */
  private static final String NOBODYS_PID = "2147483647";

  /** Empty where there is no file, or none that begins with a process number. */
  static Optional<PidFile> read(Path file) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
    return numberOf(lines, 0)
        .map(
            pid ->
                new PidFile(
                    file,
                    pid,
                    numberOf(lines, PORT_LINE).orElse(0L).intValue(),
                    lines.size() > STATUS_LINE ? lines.get(STATUS_LINE).strip() : ""));
  }

  private static Optional<Long> numberOf(List<String> lines, int index) {
    String text = index < lines.size() ? lines.get(index).strip() : "";
    return text.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }

  /** Whether the server accepts connections. */
  boolean isReady() {
    return status.equals("ready");
  }

  /**
   * Whether the process is alive and is the postmaster of this file's folder, not another one of
   * its number.
   */
  boolean isAlive() throws IOException {
    ProcessHandle process = ProcessHandle.of(pid).orElse(null);
    if (process == null || !process.isAlive()) {
      return false;
    }
    Path workingFolder = Path.of("/proc", Long.toString(pid), "cwd");
    try {
      // A postmaster's working folder is its data directory, whatever it is called in the process
      // list.
      return Files.isSameFile(workingFolder, file.toAbsolutePath().getParent());
    } catch (NoSuchFileException noProcOrGone) {
      return !Files.isDirectory(Path.of("/proc/self")) && looksLikePostgres(process);
    } catch (AccessDeniedException anotherUsers) {
      return looksLikePostgres(process);
    }
  }

  /**
   * Where nothing can be learnt it is taken for alive: two servers on one folder would destroy it.
   */
  private static boolean looksLikePostgres(ProcessHandle process) {
    return process.info().command().map(command -> command.endsWith("postgres")).orElse(true);
  }

  /**
   * Makes the file one that PostgreSQL takes as left over, although its number belongs to another
   * process now.
   *
   * <p>The file itself stays: by its shared memory key PostgreSQL finds backends that outlived
   * their postmaster.
   */
  void disown() throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    int end = text.indexOf('\n');
    Files.writeString(
        file,
        NOBODYS_PID + text.substring(end < 0 ? text.length() : end),
        StandardCharsets.ISO_8859_1);
  }
}
