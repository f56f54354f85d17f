package io.tidemark.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Connections for those who may leave traces in a session, one for each. What comes back forgets
 * everything and serves the next one: to log in anew takes ten times as long. Thread-safe.
 */
final class OwnSessions implements AutoCloseable {

  /** As many as may wait for the next one; more at once are closed. */
  private static final int KEPT = 8;

  private static final int SECONDS_TO_ANSWER = 5;

  private final SessionOpener opener;
  private final Deque<Connection> idle = new ArrayDeque<>();
  private boolean closed;

  OwnSessions(SessionOpener opener) {
    this.opener = opener;
  }

  /**
   * A connection whose session is as new; given back by {@link #giveBack}.
   *
   * @throws ConnectionException if none could be had
   */
  Connection lend() {
    for (Connection kept = next(); kept != null; kept = next()) {
      if (answers(kept)) {
        return kept;
      }
      close(kept);
    }
    return opener.open();
  }

  /** It is not used any more. */
  void giveBack(Connection connection) {
    if (!opener.renew(connection) || !keep(connection)) {
      close(connection);
    }
  }

  private synchronized @Nullable Connection next() {
    return idle.poll();
  }

  private synchronized boolean keep(Connection connection) {
    return !closed && idle.size() < KEPT && idle.offer(connection);
  }

  private static boolean answers(Connection connection) {
    try {
      return connection.isValid(SECONDS_TO_ANSWER);
    } catch (SQLException e) {
      return false;
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // One that can't be closed is closed already.
      return;
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    idle.forEach(OwnSessions::close);
    idle.clear();
  }
}
