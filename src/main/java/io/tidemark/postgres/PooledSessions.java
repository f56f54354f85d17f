package io.tidemark.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * A HikariCP pool that is made with its first connection, and whose failures are ours.
 *
 * <p>HikariCP keeps trying until its time is up, whatever the reason, and tells no more than that
 * the time is up. So the first session is opened before the pool is made: a wrong password is known
 * at once.
 */
final class PooledSessions extends AbstractDataSource implements AutoCloseable {

  private static final int ATTEMPTS_WHILE_BUSY = 3;

  private final ConnectionSettings settings;
  private final SessionOpener opener;
  private final Duration patience;
  private final AtomicBoolean serverLost = new AtomicBoolean();
  private volatile int size;
  private @Nullable HikariDataSource pool;
  private boolean closed;

  /**
   * {@code patience} is how long one waits for a server that is away, perhaps to be restarted, and
   * a third of how long for a connection that another thread holds; at least 250 ms.
   */
  PooledSessions(ConnectionSettings settings, SessionOpener opener, int size, Duration patience) {
    this.settings = settings;
    this.opener = opener;
    this.size = size;
    this.patience = patience;
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (serverLost.get()) {
      // It was waited for once. Whoever comes now hears at once that it is still away.
      opener.openOnce().close();
      serverLost.set(false);
    }
    for (int attempt = 1; ; attempt++) {
      try {
        return pool().getConnection();
      } catch (SQLTransientConnectionException timeout) {
        if (timeout.getCause() instanceof ConnectionException reason) {
          serverLost.set(isAway(reason.problem()));
          throw reason;
        }
        if (attempt == ATTEMPTS_WHILE_BUSY) {
          throw new ConnectionDiagnosis(settings).poolExhausted(size, timeout);
        }
      }
    }
  }

  private static boolean isAway(ConnectionProblem problem) {
    return problem != ConnectionProblem.TOO_MANY_CONNECTIONS && problem.isPassing();
  }

  /** Not supported: the user is the settings'. */
  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLException("The user is given by the settings: " + settings.user());
  }

  /** Lets the pool hold so many connections, if it may hold fewer now. */
  synchronized void reserve(int connections) {
    size = Math.max(size, connections);
    if (pool != null) {
      pool.setMaximumPoolSize(size);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (pool != null) {
      pool.close();
    }
  }

  private synchronized HikariDataSource pool() throws SQLException {
    if (closed) {
      throw new SQLException("The database " + settings.display() + " has been closed");
    }
    if (pool == null) {
      pool = new HikariDataSource(configuration(opener.open()));
    }
    return pool;
  }

  private HikariConfig configuration(Connection first) {
    HikariConfig configuration = new HikariConfig();
    configuration.setPoolName(settings.applicationName());
    configuration.setDataSource(new SessionSource(opener, first));
    configuration.setMaximumPoolSize(size);
    configuration.setMinimumIdle(0);
    configuration.setConnectionTimeout(patience.toMillis());
    configuration.setInitializationFailTimeout(-1);
    return configuration;
  }
}
