package io.tidemark.job;

import io.tidemark.postgres.ConnectionException;
import io.tidemark.postgres.RunningStatements;
import io.tidemark.postgres.SqlFailureKind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.springframework.transaction.TransactionSystemException;

/** Waits for a server that is away for a while. Thread-safe. */
final class Outage {

  private static final long PATIENCE_NANOS = Duration.ofMinutes(5).toNanos();
  private static final long BETWEEN_NANOS = Duration.ofSeconds(1).toNanos();

  private final RunningStatements running;

  /** Waits no longer once these are being stopped. */
  Outage(RunningStatements running) {
    this.running = running;
  }

  /**
   * Does the work, and again as long as it fails because the server can't be reached.
   *
   * @throws RuntimeException what the work throws otherwise, or after five minutes
   */
  <T> T over(Supplier<T> work) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      try {
        return work.get();
      } catch (RuntimeException e) {
        if (!is(e) || running.stopped() || System.nanoTime() - end > 0) {
          throw e;
        }
        LockSupport.parkNanos(BETWEEN_NANOS);
      }
    }
  }

  /** Whether a failure says that the server can't be reached. */
  static boolean is(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectionException connection) {
        return connection.problem().isPassing();
      }
      if (cause instanceof TransactionSystemException
          || (cause instanceof SQLException sql && isLost(sql))) {
        return true;
      }
    }
    return false;
  }

  /** A pool's connection that is closed already has no SQLSTATE; neither has its rollback. */
  private static boolean isLost(SQLException failure) {
    String state = failure.getSQLState();
    return state == null
        ? "Connection is closed".equals(failure.getMessage())
        : SqlFailureKind.ofSqlState(state) == SqlFailureKind.TRANSIENT_CONNECTION;
  }
}
