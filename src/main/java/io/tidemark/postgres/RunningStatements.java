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

  private final Set<Running> running = ConcurrentHashMap.newKeySet();
  private final Set<RunningStatements> parts = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;

  /**
   * Some of them, which can be cancelled without the others; whoever cancels all of them cancels
   * these too. The caller ends it with {@link #forget}.
   */
  public RunningStatements part() {
    RunningStatements part = new RunningStatements();
    parts.add(part);
    if (stopped) {
      part.cancelAll();
    }
    return part;
  }

  /** The part has done its work. */
  public void forget(RunningStatements part) {
    parts.remove(part);
  }

  /** Asks the server to cancel whatever runs, and refuses what would start from now on. */
  public void cancelAll() {
    stopped = true;
    running.forEach(RunningStatements::cancel);
    parts.forEach(RunningStatements::cancelAll);
  }

  /** True once {@link #cancelAll()} was called. */
  public boolean stopped() {
    return stopped;
  }

  /** Announces a statement; the caller ends that with {@link #finished}. */
  Running started(Statement statement) throws SQLException {
    return started((Running) statement::cancel);
  }

  /** Announces something else that the server can be asked to cancel. */
  Running started(Running work) throws SQLException {
    running.add(work);
    if (stopped) {
      running.remove(work);
      throw new SQLException("the run is being stopped", "57014");
    }
    return work;
  }

  void finished(Running work) {
    running.remove(work);
  }

  private static void cancel(Running work) {
    try {
      work.cancel();
    } catch (SQLException e) {
      // The connection is gone, and the statement with it.
      return;
    }
  }

  /** What runs on the server, and how it is cancelled. */
  @FunctionalInterface
  interface Running {
    /** Asks the server to give it up. */
    void cancel() throws SQLException;
  }
}
