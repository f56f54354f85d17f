package io.tidemark.postgres;

import io.tidemark.postgres.embedded.EmbeddedOptions;
import io.tidemark.postgres.embedded.EmbeddedServer;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The one PostgreSQL server that all tests of a JVM share, stopped when the last test has run.
 *
 * <p>Its data is kept in {@code target/test-postgres} and thrown away by {@code mvn clean}, so it
 * does without fsync.
 */
public final class TestServer implements AutoCloseable {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(TestServer.class);

  /** Surefire runs several processes at a time. */
  private static final String NUMBER = System.getProperty("surefire.forkNumber", "1");

  private final EmbeddedServer server =
      EmbeddedServer.start(
          EmbeddedOptions.builder(Path.of("target", "test-postgres", "data-" + NUMBER))
              .user("tidemark")
              .setting("fsync", "off")
              .setting("max_connections", "300")
              .build());

  private TestServer() {}

  /** The shared server, started now if no test has asked for it before. */
  static TestServer in(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(TestServer.class, key -> new TestServer(), TestServer.class);
  }

  /** Settings of the superuser in the database {@code postgres}. */
  ConnectionSettings settings() {
    return server.settings();
  }

  @Override
  public void close() {
    server.close();
  }
}
