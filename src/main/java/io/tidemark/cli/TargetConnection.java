package io.tidemark.cli;

import io.tidemark.batch.RunTarget;
import io.tidemark.postgres.ConnectionSettings;
import io.tidemark.postgres.Database;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.RunningStatements;
import io.tidemark.postgres.SslMode;
import io.tidemark.postgres.Statements;
import io.tidemark.postgres.embedded.EmbeddedOptions;
import io.tidemark.postgres.embedded.EmbeddedServer;
import io.tidemark.project.profile.EmbeddedOutput;
import io.tidemark.project.profile.Output;
import io.tidemark.project.profile.PostgresOutput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The target's database, open; an embedded server is started for as long as it is needed. */
final class TargetConnection implements AutoCloseable {

  /** The schema in which the engine keeps its books. */
  static final Identifier SCHEMA = new Identifier("tidemark");

  /** Connections beside those of the nodes: the job repository's, and one to spare. */
  private static final int BESIDE_NODES = 2;

  private final @Nullable EmbeddedServer server;
  private final RunTarget target;

  private TargetConnection(@Nullable EmbeddedServer server, RunTarget target) {
    this.server = server;
    this.target = target;
  }

  /**
   * Opens it.
   *
   * @param root the project's directory
   * @param tell is told when something takes a while
   * @throws io.tidemark.postgres.ConnectionException if the server can't be reached
   * @throws io.tidemark.postgres.embedded.EmbeddedServerException if it can't be started
   */
  static TargetConnection open(
      Output output, Path root, RunningStatements running, Consumer<String> tell) {
    if (output instanceof EmbeddedOutput embedded) {
      EmbeddedServer server = start(embedded, root, tell);
      try {
        return new TargetConnection(server, target(server.settings(), output.threads(), running));
      } catch (RuntimeException e) {
        server.close();
        throw e;
      }
    }
    ConnectionSettings settings = settings((PostgresOutput) output);
    return new TargetConnection(null, target(settings, output.threads(), running));
  }

  RunTarget target() {
    return target;
  }

  /** Makes room for so many threads, where they are more than the output's. */
  void reserve(int threads) {
    target.database().reserve(threads + BESIDE_NODES);
  }

  @Override
  public void close() {
    target.database().close();
    if (server != null) {
      server.close();
    }
  }

  private static RunTarget target(
      ConnectionSettings settings, int threads, RunningStatements running) {
    Database database = Database.of(settings, threads + BESIDE_NODES);
    return new RunTarget(database, database, new Statements(), SCHEMA, running);
  }

  /** The embedded server of an output, made if there is none; the caller closes it. */
  static EmbeddedServer start(EmbeddedOutput output, Path root, Consumer<String> tell) {
    Path data = root.resolve(output.directory());
    if (!data.toFile().exists()) {
      tell.accept("Making the embedded PostgreSQL in " + root.relativize(data) + ", once");
    }
    EmbeddedOptions.Builder options =
        EmbeddedOptions.builder(data)
            .initScripts(root.resolve("initdb"))
            .database(output.database())
            .user("tidemark");
    if (output.port() != null) {
      options.setting("port", output.port().toString());
    }
    return EmbeddedServer.start(options.build());
  }

  /** What a profile says, as the connection takes it. */
  static ConnectionSettings settings(PostgresOutput output) {
    return ConnectionSettings.builder(output.host(), output.user(), output.database())
        .port(output.port())
        .password(output.password())
        .role(output.role())
        .searchPath(output.searchPath())
        .connectTimeout(Duration.ofSeconds(output.connectTimeoutSeconds()))
        .keepalivesIdle(Duration.ofSeconds(output.keepalivesIdleSeconds()))
        .sslMode(sslMode(output.ssl().mode()))
        .sslCert(path(output.ssl().certificate()))
        .sslKey(path(output.ssl().key()))
        .sslRootCert(path(output.ssl().rootCertificate()))
        .applicationName(output.applicationName())
        .retries(output.retries())
        .build();
  }

  private static SslMode sslMode(@Nullable String word) {
    return word == null ? SslMode.PREFER : SslMode.named(word).orElse(SslMode.PREFER);
  }

  private static @Nullable Path path(@Nullable String text) {
    return text == null ? null : Path.of(text);
  }
}
