package io.tidemark.postgres.embedded;

import io.tidemark.postgres.ConnectionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server of the project's own, on this machine.
 *
 * <p>{@link #start} makes the cluster if there is none, starts the server if it does not run, and
 * otherwise attaches to the one that does: another command's, or one that a killed command has
 * left. Before anything is written it is sure that the server's data directory is the one that was
 * asked for.
 *
 * <p>{@link #close} is the orderly end of a command: the last one that uses the server stops it,
 * whoever started it. {@link #detach} leaves it running until somebody calls {@link #stop}.
 * Thread-safe.
 */
public final class EmbeddedServer implements AutoCloseable {

  private final ClusterFiles files;
  private final ConnectionSettings settings;
  private final boolean startedNow;
  private final boolean created;
  private @Nullable ClusterUse use;

  private EmbeddedServer(ClusterFiles files, ServerStart.Outcome outcome, ClusterUse use) {
    this.files = files;
    this.settings = outcome.settings();
    this.startedNow = outcome.startedNow();
    this.created = outcome.created();
    this.use = use;
  }

  /**
   * A server that accepts connections, with the database of the options made.
   *
   * @throws EmbeddedServerException if it can't be had; where a new cluster's script failed,
   *     nothing of the cluster is left
   */
  public static EmbeddedServer start(EmbeddedOptions options) {
    ClusterFiles files = new ClusterFiles(options.dataDirectory());
    try {
      Files.createDirectories(files.data().getParent());
      return new ClusterLock(files.lock())
          .during(
              () -> {
                ServerStart.Outcome outcome = new ServerStart(files, options).run();
                return new EmbeddedServer(files, outcome, ClusterUse.begin(files.users()));
              });
    } catch (IOException failure) {
      throw broken("The embedded PostgreSQL could not be started", files, failure);
    }
  }

  /** How to connect to the database of the options. */
  public ConnectionSettings settings() {
    return settings;
  }

  /** Whether {@link #start} has started the server; false if it was running already. */
  public boolean startedNow() {
    return startedNow;
  }

  /** Whether {@link #start} has made the cluster. */
  public boolean created() {
    return created;
  }

  /** What the server writes. */
  public Path log() {
    return files.log();
  }

  /**
   * Ends this use and, if nobody else uses the server and nobody has detached from it, stops it.
   */
  @Override
  public void close() {
    leave(
        () -> {
          if (!Files.exists(files.keepMarker()) && !ClusterUse.isAny(files.users())) {
            stopServer();
          }
        });
  }

  /** Ends this use and leaves the server running, also after other commands have used it. */
  public void detach() {
    leave(() -> Files.write(files.keepMarker(), new byte[0]));
  }

  /** Ends this use and stops the server, whoever else uses it. */
  public void stop() {
    leave(this::stopServer);
  }

  /** What is done under the lock once this use has ended. */
  private interface Farewell {
    void say() throws IOException;
  }

  private synchronized void leave(Farewell farewell) {
    ClusterUse ending = use;
    if (ending == null) {
      return;
    }
    use = null;
    try {
      new ClusterLock(files.lock())
          .during(
              () -> {
                ending.end();
                farewell.say();
                return ending;
              });
    } catch (IOException failure) {
      throw broken("The embedded PostgreSQL could not be stopped", files, failure);
    }
  }

  private void stopServer() throws IOException {
    Files.deleteIfExists(files.keepMarker());
    if (!new ServerProcess(files).stopFast()) {
      throw new EmbeddedServerException(
          "The embedded PostgreSQL takes long to stop.",
          files.log().toString(),
          "It goes on by itself; its log tells what it waits for.");
    }
  }

  private static EmbeddedServerException broken(
      String what, ClusterFiles files, IOException failure) {
    return new EmbeddedServerException(
        what + ": " + failure,
        files.data().toString(),
        "Check the folder's owner and rights, and the room on its disk.",
        failure);
  }
}
