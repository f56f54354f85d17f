package io.tidemark.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One connection and what is done on it. Statements commit by themselves unless they are inside
 * {@link #inTransaction}. For one thread at a time.
 *
 * <p>Every error is a {@link StatementException} with the statement's text.
 */
public final class Session implements AutoCloseable {

  private static final int UNREAD_FETCH_SIZE = 1000;

  private final Connection connection;
  private final Transactions transactions;
  private final RunningStatements running;
  private final @Nullable Runnable atClose;
  private SqlComment comment = SqlComment.NONE;
  private @Nullable StatementLog log;

  /**
   * @param connection is closed with the session; must be in auto-commit mode
   * @param running where statements are announced while they run
   */
  public Session(Connection connection, RunningStatements running) {
    this(connection, running, null);
  }

  /** As the other, of a connection that goes back to somebody instead of being closed. */
  public Session(Connection connection, RunningStatements running, @Nullable Runnable atClose) {
    this.connection = connection;
    this.transactions = new Transactions(connection);
    this.running = running;
    this.atClose = atClose;
  }

  /** The connection itself, for COPY and the like. */
  public Connection connection() {
    return connection;
  }

  /**
   * What goes with each statement from now on: with what the project has written, and with what is
   * long or changes something. A statement with bound values gets none. Those are the engine's own
   * short questions and its books, which the server keeps prepared by their text; the comment would
   * make each node's another one.
   */
  public void comment(SqlComment said) {
    comment = said;
  }

  /** What goes with each statement. */
  public SqlComment comment() {
    return comment;
  }

  /** Notes from now on what is executed; null for no more. */
  public void log(@Nullable StatementLog statements) {
    log = statements;
  }

  /** Where it is noted what is executed, if it is. */
  public @Nullable StatementLog log() {
    return log;
  }

  /** A statement as it is sent; it is no part of what is executed. */
  String commented(String sql) {
    String sent = comment.addTo(sql);
    if (log != null) {
      log.asked(sent);
    }
    return sent;
  }

  /** A statement as it is sent, noted. */
  String noted(String sql) {
    String sent = comment.addTo(sql);
    if (log != null) {
      log.add(sql, sent);
    }
    return sent;
  }

  /** What became of a statement that was sent with the comment. */
  StatementException failed(String sql, SQLException failure) {
    return new StatementException(sql, failure, comment.before());
  }

  /** True once the run is being stopped: every statement is refused from then on. */
  public boolean stopped() {
    return running.stopped();
  }

  /** True once the connection is known to be gone. */
  public boolean lost() {
    try {
      return connection.isClosed();
    } catch (SQLException e) {
      return true;
    }
  }

  /**
   * Runs a statement (or several, separated by semicolons) exactly as written.
   *
   * @return how many rows the last one changed or made; 0 where that has no meaning
   */
  public long execute(String sql) {
    return run(sql, noted(sql));
  }

  /**
   * The same for what is done around a node's own work: names that change, old relations that go,
   * indexes, comments, hooks. It is told, and not among what was executed.
   */
  public long executeAround(String sql) {
    return run(sql, commented(sql));
  }

  private long run(String sql, String sent) {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      RunningStatements.Running cancel = running.started(statement);
      try {
        statement.execute(sent);
        return Results.changed(statement);
      } finally {
        running.finished(cancel);
      }
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /** Reads all rows of a query. Its {@code ?} are bound, in order. */
  public <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... bound) {
    SqlComment with = bound.length == 0 ? comment : SqlComment.NONE;
    try (PreparedStatement statement = connection.prepareStatement(with.addTo(sql))) {
      for (int i = 0; i < bound.length; i++) {
        statement.setObject(i + 1, bound[i]);
      }
      RunningStatements.Running cancel = running.started(statement);
      try (ResultSet row = statement.executeQuery()) {
        List<T> rows = new ArrayList<>();
        while (row.next()) {
          rows.add(reader.read(row));
        }
        return rows;
      } finally {
        running.finished(cancel);
      }
    } catch (SQLException e) {
      throw new StatementException(sql, e, with.before());
    }
  }

  /**
   * Reads rows of a query that somebody else has written, as text. Where statements that give none
   * stand before it, they are run too.
   *
   * @param limit how many at most; negative for all
   * @throws StatementException also if the statement gives no rows
   */
  public RowSet rows(String sql, int limit) {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.setMaxRows(Math.max(0, limit));
      RunningStatements.Running cancel = running.started(statement);
      // Without rows it is only asked what columns there would be.
      String sent = limit == 0 ? commented(sql) : noted(sql);
      try {
        return Results.firstRows(
            statement, statement.execute(sent), limit < 0 ? Integer.MAX_VALUE : limit);
      } finally {
        running.finished(cancel);
      }
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /**
   * Runs whatever somebody has written: its rows as text, or how many it changed. Of several
   * statements the last one's.
   *
   * @param limit how many rows are read at most; negative for all
   */
  public RowSet anything(String sql, int limit) {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.setMaxRows(Math.max(0, limit));
      RunningStatements.Running cancel = running.started(statement);
      try {
        return Results.last(statement, statement.execute(noted(sql)));
      } finally {
        running.finished(cancel);
      }
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /**
   * Runs what a template has written, and reads what it gives. Of several statements the last
   * one's.
   *
   * @param fetch false if its rows are of no interest
   * @param limit how many rows are read at most
   */
  public StatementAnswer answer(String sql, boolean fetch, int limit) {
    return answer(sql, commented(sql), fetch, limit);
  }

  /** Executes a node's own statements and tells what the server says of the last. */
  public StatementAnswer executed(String sql) {
    return answer(sql, noted(sql), false, 0);
  }

  private StatementAnswer answer(String sql, String sent, boolean fetch, int limit) {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      // A query that is not fetched is still run to its end: its functions may do something.
      statement.setMaxRows(fetch ? limit : 0);
      statement.setFetchSize(fetch ? 0 : UNREAD_FETCH_SIZE);
      RunningStatements.Running cancel = running.started(statement);
      try {
        return Results.answer(sql, statement, statement.execute(sent), fetch ? limit : -1);
      } finally {
        running.finished(cancel);
      }
    } catch (SQLException e) {
      throw failed(sql, e);
    }
  }

  /**
   * Leaves it to {@link #commit} when what is done lasts, instead of after each statement. Whatever
   * was not committed is undone when that ends or the session is closed.
   */
  public void commitOnDemand(boolean onDemand) {
    transactions.onDemand(onDemand);
  }

  /** Commits what was done since {@link #commitOnDemand}. */
  public void commit() {
    transactions.commit();
  }

  /**
   * Does the work in a transaction that can't write, and leaves nothing of it.
   *
   * @throws StatementException also if the work tries to write
   */
  public <T extends @Nullable Object> T readOnly(Supplier<T> work) {
    return transactions.readOnly(work);
  }

  /** Changes rows; its {@code ?} are bound, in order. Returns how many rows it changed. */
  public long update(String sql, @Nullable Object... bound) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < bound.length; i++) {
        statement.setObject(i + 1, bound[i]);
      }
      RunningStatements.Running cancel = running.started(statement);
      try {
        return statement.executeLargeUpdate();
      } finally {
        running.finished(cancel);
      }
    } catch (SQLException e) {
      throw new StatementException(sql, e);
    }
  }

  /** The first row of a query, if it has one. */
  public <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... bound) {
    return query(sql, reader, bound).stream().findFirst();
  }

  /**
   * Does the work in one transaction: committed if it returns, rolled back if it throws. Inside
   * another transaction it joins that one.
   */
  public <T extends @Nullable Object> T inTransaction(Supplier<T> work) {
    return transactions.in(work);
  }

  /**
   * Tries something inside a transaction that may fail without spoiling it.
   *
   * @return the failure, already undone, or empty if all went well
   */
  public Optional<StatementException> attempt(Runnable work) {
    return transactions.attempt(work);
  }

  /** Where what runs on the server is announced, so that a stop can end it. */
  RunningStatements runningStatements() {
    return running;
  }

  /** Does what a stop can end by {@code cancel}. */
  <T> T running(RunningStatements.Running cancel, SqlWork<T> work) throws SQLException {
    running.started(cancel);
    try {
      return work.run();
    } finally {
      running.finished(cancel);
    }
  }

  /**
   * Cuts the connection, whatever another thread is waiting for on it; may be called by any. The
   * server ends what it does as soon as it notices.
   */
  public void abandon() {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      // It is gone already.
      return;
    }
  }

  @Override
  public void close() {
    if (atClose != null) {
      atClose.run();
      return;
    }
    try {
      connection.close();
    } catch (SQLException e) {
      // A connection that can't be closed is closed already.
      return;
    }
  }

  /** True while statements don't commit by themselves. */
  public boolean inTransaction() {
    return transactions.open();
  }

  /** True if no transaction is open on the server: a statement may have ended the one that was. */
  public boolean idle() {
    return transactions.idle();
  }

  /** Work that may fail as the driver fails. */
  @FunctionalInterface
  interface SqlWork<T> {
    /** Does it. */
    T run() throws SQLException;
  }

  /** Reads one row. */
  @FunctionalInterface
  public interface RowReader<T> {
    /** What the row that {@code row} stands on means. */
    T read(ResultSet row) throws SQLException;
  }
}
