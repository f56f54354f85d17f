package io.tidemark.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** The transactions of one {@link Session}, whose methods say what these do. For one thread. */
final class Transactions {

  private final Connection connection;

  Transactions(Connection connection) {
    this.connection = connection;
  }

  /** True while statements don't commit by themselves. */
  boolean open() {
    try {
      return !connection.getAutoCommit();
    } catch (SQLException e) {
      throw new StatementException("begin", e);
    }
  }

  /** What the server said with the answer to the last statement. */
  boolean idle() {
    try {
      return connection.unwrap(BaseConnection.class).getTransactionState() == TransactionState.IDLE;
    } catch (SQLException e) {
      throw new StatementException("begin", e);
    }
  }

  void onDemand(boolean onDemand) {
    if (open() && !onDemand) {
      rollback(new IllegalStateException("uncommitted"));
    }
    setAutoCommit(!onDemand);
  }

  void commit() {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw new StatementException("commit", e);
    }
  }

  <T extends @Nullable Object> T in(Supplier<T> work) {
    if (open()) {
      return work.get();
    }
    setAutoCommit(false);
    try {
      T result = work.get();
      connection.commit();
      return result;
    } catch (SQLException e) {
      rollback(e);
      throw new StatementException("commit", e);
    } catch (RuntimeException | Error e) {
      rollback(e);
      throw e;
    } finally {
      restoreAutoCommit();
    }
  }

  <T extends @Nullable Object> T readOnly(Supplier<T> work) {
    try {
      connection.setReadOnly(true);
      try {
        return in(work);
      } finally {
        connection.setReadOnly(false);
      }
    } catch (SQLException e) {
      throw new StatementException("set transaction read only", e);
    }
  }

  Optional<StatementException> attempt(Runnable work) {
    Savepoint savepoint;
    try {
      savepoint = connection.setSavepoint();
    } catch (SQLException e) {
      throw new StatementException("savepoint", e);
    }
    try {
      work.run();
      connection.releaseSavepoint(savepoint);
      return Optional.empty();
    } catch (StatementException failure) {
      try {
        connection.rollback(savepoint);
      } catch (SQLException e) {
        failure.addSuppressed(e);
        throw failure;
      }
      return Optional.of(failure);
    } catch (SQLException e) {
      throw new StatementException("release savepoint", e);
    }
  }

  private void setAutoCommit(boolean on) {
    try {
      connection.setAutoCommit(on);
    } catch (SQLException e) {
      throw new StatementException("begin", e);
    }
  }

  private void restoreAutoCommit() {
    try {
      if (!connection.isClosed()) {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      // The connection is lost; what was to be said was said when the work failed.
      return;
    }
  }

  private void rollback(Throwable why) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      why.addSuppressed(e);
    }
  }
}
