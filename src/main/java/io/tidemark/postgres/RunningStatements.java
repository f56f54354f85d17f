package io.tidemark.postgres;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The statements that are running at this moment, so that a stop can cancel them. Thread-safe.
 *
 * <p>After {@link #cancelAll()} no new statement starts: one that would have slipped in between the
 * stop and its notice is refused.
 */
public final class RunningStatements {

  private final Set<Statement> running = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;

  /** Asks the server to cancel whatever runs, and refuses what would start from now on. */
  public void cancelAll() {
    stopped = true;
    for (Statement statement : running) {
      cancel(statement);
    }
  }

  /** True once {@link #cancelAll()} was called. */
  public boolean stopped() {
    return stopped;
  }

  void started(Statement statement) throws SQLException {
    running.add(statement);
    if (stopped) {
      running.remove(statement);
      throw new SQLException("the run is being stopped", "57014");
    }
  }

  void finished(Statement statement) {
    running.remove(statement);
  }

  private static void cancel(Statement statement) {
    try {
      statement.cancel();
    } catch (SQLException e) {
      // The connection is gone, and the statement with it.
      return;
    }
  }
}
