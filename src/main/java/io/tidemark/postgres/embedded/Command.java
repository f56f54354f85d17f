package io.tidemark.postgres.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program to run, with an environment that has no effect on PostgreSQL.
 *
 * @param words the program and its arguments
 */
record Command(List<String> words) {

  /**
   * What it came to.
   *
   * @param exitCode 127 where the program could not be run at all
   * @param output standard output and standard error together
   */
  record Outcome(int exitCode, String output) {
    boolean succeeded() {
      return exitCode == 0;
    }
  }

  Command {
    words = List.copyOf(words);
  }

  static Command of(List<String> prefix, String... words) {
    List<String> all = new ArrayList<>(prefix);
    all.addAll(List.of(words));
    return new Command(all);
  }

  /** Runs it to its end. */
  Outcome run() {
    Process process;
    try {
      process = builder().redirectErrorStream(true).start();
    } catch (IOException notThere) {
      return new Outcome(127, String.valueOf(notThere.getMessage()));
    }
    try {
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
      return new Outcome(process.waitFor(), output.strip());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + words.get(0) + " ran", interrupted);
    }
  }

  /** Starts it; what it and its children say is appended to {@code log}. */
  Process start(Path log) throws IOException {
    return builder()
        .redirectInput(new File("/dev/null"))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private ProcessBuilder builder() {
    // The current folder may be closed to the user that the server runs as.
    ProcessBuilder builder = new ProcessBuilder(words).directory(new File("/"));
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    return builder;
  }
}
