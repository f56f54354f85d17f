package io.tidemark.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Gives the pool its sessions: first the one that was opened already, then new ones. Thread-safe.
 */
final class SessionSource extends AbstractDataSource {

  private static final int CLOSING_SECONDS = 5;

  private final SessionOpener opener;
  private final AtomicReference<@Nullable Connection> first;

  SessionSource(SessionOpener opener, Connection first) {
    this.opener = opener;
    this.first = new AtomicReference<>(first);
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection opened = first.getAndSet(null);
    return opened == null ? opener.open() : opened;
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLException("The user is given by the settings");
  }

  /**
   * Each session has its own limit; HikariCP wants to set one here and is not to be told off for
   * it.
   */
  @Override
  public void setLoginTimeout(int seconds) {
    // The settings' connect_timeout holds.
  }

  /** Seconds that HikariCP waits, when it closes, for sessions that are being opened. */
  @Override
  public int getLoginTimeout() {
    return CLOSING_SECONDS;
  }
}
