package io.tidemark.postgres;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Streams rows out of the server, as bytes: {@code COPY … TO STDOUT} in whatever format the
 * statement asks for. Holds one row at a time. For one thread; another one may {@link
 * Session#abandon} the session meanwhile.
 */
public final class CopyRows implements AutoCloseable {

  private final String sql;
  private final Session session;
  private final CopyOut copy;
  private final RunningStatements.Running announced;
  private boolean ended;

  private CopyRows(String sql, Session session, CopyOut copy, RunningStatements.Running announced) {
    this.sql = sql;
    this.session = session;
    this.copy = copy;
    this.announced = announced;
  }

  /**
   * Begins; the session does nothing else until the rows are at their end.
   *
   * @throws StatementException if the server refuses it
   */
  public static CopyRows open(Session session, String sql) {
    RunningStatements running = session.runningStatements();
    try {
      PGConnection connection = session.connection().unwrap(PGConnection.class);
      RunningStatements.Running announced = running.started(connection::cancelQuery);
      try {
        return new CopyRows(
            sql, session, connection.getCopyAPI().copyOut(session.commented(sql)), announced);
      } catch (SQLException | RuntimeException | Error e) {
        running.finished(announced);
        throw e;
      }
    } catch (SQLException e) {
      throw session.failed(sql, e);
    }
  }

  /**
   * What the server sends next: one row, with the format's header before the first and its trailer
   * in the last. Null after that. The array is the caller's.
   *
   * @throws StatementException if the rows can't be had
   * @throws OutOfMemoryError if a row is larger than the heap; the session is of no use then
   */
  public byte @Nullable [] next() {
    try {
      byte[] row = copy.readFromCopy();
      ended = row == null;
      return row;
    } catch (SQLException e) {
      throw session.failed(sql, e);
    }
  }

  /** Ends it; where rows are left, the connection is cut, since reading them could take hours. */
  @Override
  public void close() {
    session.runningStatements().finished(announced);
    if (!ended) {
      session.abandon();
    }
  }
}
