package io.tidemark.schedule.export;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Programs of this machine that read what is exported. */
final class Programs {

  private Programs() {}

  /** What a program prints, both outputs, and its exit code. */
  record Answer(int exitCode, String text) {}

  /** Runs a program with a text as its input. A test is left out where it is not installed. */
  static Answer run(String input, String... command) {
    try {
      Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
      process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Answer(process.waitFor(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Leaves the test out where a program is not there. */
  static void need(String program) {
    assumeTrue(
        run("", "sh", "-c", "command -v " + program).exitCode() == 0, program + " is not here");
  }
}
