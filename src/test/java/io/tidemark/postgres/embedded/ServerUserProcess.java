package io.tidemark.postgres.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Another process that uses an embedded server, as a second command would.
 *
 * <p>It starts the server, says what came of it, and waits for the word {@code close}; without it,
 * it dies at once, as a killed command does.
 */
final class ServerUserProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader says;

  private ServerUserProcess(Process process) {
    this.process = process;
    this.says =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Begins to start the server for a data directory; does not wait. */
  static ServerUserProcess launch(Path data) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ServerUserProcess(
        new ProcessBuilder(
                java,
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ServerUserProcess.class.getName(),
                data.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /** {@code created}, {@code started} or {@code attached}, once the server accepts connections. */
  String outcome() throws IOException {
    return String.valueOf(says.readLine());
  }

  /** Lets it close its server and end. */
  void finish() throws IOException, InterruptedException {
    try (Writer words = process.outputWriter()) {
      words.write("close\n");
    }
    process.waitFor();
  }

  /** Kills it. */
  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** The other process itself. */
  public static void main(String[] arguments) {
    EmbeddedServer server =
        EmbeddedServer.start(
            EmbeddedOptions.builder(Path.of(arguments[0]))
                .database("shop")
                .user("tidemark")
                .build());
    System.out.println(server.created() ? "created" : server.startedNow() ? "started" : "attached");
    BufferedReader words =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try {
      if ("close".equals(words.readLine())) {
        server.close();
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    Runtime.getRuntime().halt(0);
  }
}
