package io.tidemark.postgres;

import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Streams rows into a table that are bytes already: {@code COPY … FROM STDIN} in whatever format
 * the statement says. Keeps nothing. For one thread.
 */
public final class CopyBytes implements AutoCloseable {

  private final String sql;
  private final Session session;
  private final CopyIn copy;
  private final RunningStatements.Running announced;

  private CopyBytes(String sql, Session session, CopyIn copy, RunningStatements.Running announced) {
    this.sql = sql;
    this.session = session;
    this.copy = copy;
    this.announced = announced;
  }

  /**
   * Begins; the session does nothing else until {@link #end} or {@link #close}.
   *
   * @throws StatementException if the server refuses it
   */
  public static CopyBytes open(Session session, String sql) {
    RunningStatements running = session.runningStatements();
    try {
      PGConnection connection = session.connection().unwrap(PGConnection.class);
      RunningStatements.Running announced = running.started(connection::cancelQuery);
      try {
        return new CopyBytes(
            sql, session, connection.getCopyAPI().copyIn(session.commented(sql)), announced);
      } catch (SQLException | RuntimeException | Error e) {
        running.finished(announced);
        throw e;
      }
    } catch (SQLException e) {
      throw session.failed(sql, e);
    }
  }

  /**
   * Sends bytes; they need not end where a row does.
   *
   * @throws StatementException if the run is being stopped or the server has refused a row before
   */
  public void write(byte[] bytes, int offset, int length) {
    try {
      if (session.stopped()) {
        throw new SQLException("the run is being stopped", "57014");
      }
      copy.writeToCopy(bytes, offset, length);
    } catch (SQLException e) {
      throw session.failed(sql, e);
    }
  }

  /**
   * Says that this was all.
   *
   * @return how many rows the server took
   * @throws StatementException if it refuses one of them
   */
  public long end() {
    try {
      return copy.endCopy();
    } catch (SQLException e) {
      throw session.failed(sql, e);
    }
  }

  /** Where it was not ended, the server must not take the rows that it has. */
  @Override
  public void close() {
    session.runningStatements().finished(announced);
    try {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    } catch (SQLException e) {
      // What went wrong before is what matters; the transaction is rolled back for it.
      return;
    }
  }
}
