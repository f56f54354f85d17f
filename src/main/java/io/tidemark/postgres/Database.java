package io.tidemark.postgres;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One database: a pool of connections and, beside it, connections of one's own.
 *
 * <p>Nothing is connected before the first connection is asked for, so making one never fails.
 * Every connection has the settings' application name, role, search path, keepalive and TLS.
 * Thread-safe. {@link #close} closes the pool, not the connections that {@link #connect} gave.
 */
public final class Database implements AutoCloseable {

  /** A server that has crashed is back within this time, as a rule. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ConnectionSettings settings;
  private final SessionOpener opener;
  private final PooledSessions pool;
  private final OwnSessions own;
  private @Nullable ServerVersion serverVersion;

  private Database(ConnectionSettings settings, int poolSize) {
    this.settings = settings;
    this.opener = new SessionOpener(settings, Database::sleep);
    this.pool = new PooledSessions(settings, opener, poolSize, PATIENCE);
    this.own = new OwnSessions(opener);
  }

  /** A database whose pool holds at most {@code poolSize} connections; does not connect yet. */
  public static Database of(ConnectionSettings settings, int poolSize) {
    if (poolSize < 1) {
      throw new IllegalArgumentException("pool size is " + poolSize + " (must be 1 or more)");
    }
    return new Database(settings, poolSize);
  }

  /** What was given when it was made. */
  public ConnectionSettings settings() {
    return settings;
  }

  /**
   * The pool. Its {@code getConnection} throws {@link ConnectionException}, at once where there is
   * no hope and after the settings' retries where there is.
   */
  public DataSource dataSource() {
    return pool;
  }

  /** Lets the pool hold so many connections, if it may hold fewer now. */
  public void reserve(int connections) {
    pool.reserve(connections);
  }

  /**
   * A new connection outside the pool, for what lives as long as a session, like an advisory lock;
   * the caller closes it.
   *
   * @throws ConnectionException if none could be had
   */
  public Connection connect() {
    return opener.open();
  }

  /**
   * A connection outside the pool for somebody's own statements, which may leave in its session
   * what they will: it is as new. It goes back by {@link #giveBack}.
   *
   * @throws ConnectionException if none could be had
   */
  public Connection lend() {
    return own.lend();
  }

  /** A connection that was lent is not used any more: its session forgets everything, or ends. */
  public void giveBack(Connection lent) {
    own.giveBack(lent);
  }

  /**
   * The server's version, asked once.
   *
   * @throws ConnectionException if no connection could be had
   */
  public synchronized ServerVersion serverVersion() throws SQLException {
    if (serverVersion == null) {
      try (Connection connection = pool.getConnection()) {
        DatabaseMetaData server = connection.getMetaData();
        serverVersion =
            new ServerVersion(server.getDatabaseMajorVersion(), server.getDatabaseProductVersion());
      }
    }
    return serverVersion;
  }

  @Override
  public void close() {
    own.close();
    pool.close();
  }

  private static void sleep(Duration duration) throws InterruptedException {
    Thread.sleep(duration.toMillis());
  }
}
