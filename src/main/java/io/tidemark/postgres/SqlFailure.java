package io.tidemark.postgres;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What PostgreSQL said about a statement that failed, field by field.
 *
 * @param kind what sort of failure it is, by its SQLSTATE
 * @param sqlState five characters; empty if the driver gave none
 * @param message the primary message, without the severity
 * @param detail null if there is none, as with all that follow
 * @param hint the server's advice
 * @param where the call stack inside the server: functions, triggers, the line of a COPY
 * @param position 1-based, in characters, in the statement that was sent
 * @param schema schema of the relation that is concerned
 * @param table name of the relation that is concerned
 * @param column name of the column that is concerned
 * @param constraint name of the constraint that was violated
 */
public record SqlFailure(
    SqlFailureKind kind,
    String sqlState,
    String message,
    @Nullable String detail,
    @Nullable String hint,
    @Nullable String where,
    @Nullable Integer position,
    @Nullable String schema,
    @Nullable String table,
    @Nullable String column,
    @Nullable String constraint) {

  /**
   * Reads an exception of the driver; the server's own report is found behind wrapped and batched
   * ones.
   */
  public static SqlFailure of(SQLException exception) {
    SQLException told = mostTelling(exception);
    String sqlState = told.getSQLState() == null ? "" : told.getSQLState();
    SqlFailureKind kind = SqlFailureKind.ofSqlState(sqlState);
    ServerErrorMessage server =
        told instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
    if (server == null) {
      String message =
          told.getMessage() == null ? told.getClass().getSimpleName() : told.getMessage();
      return new SqlFailure(
          kind, sqlState, message, null, null, null, null, null, null, null, null);
    }
    return new SqlFailure(
        kind,
        sqlState,
        String.valueOf(server.getMessage()),
        server.getDetail(),
        server.getHint(),
        server.getWhere(),
        server.getPosition() > 0 ? server.getPosition() : null,
        server.getSchema(),
        server.getTable(),
        server.getColumn(),
        server.getConstraint());
  }

  /** The same, where so many characters of what was sent are not counted. */
  SqlFailure after(int before) {
    if (position == null || before == 0) {
      return this;
    }
    Integer at = position > before ? Integer.valueOf(position - before) : null;
    return new SqlFailure(
        kind, sqlState, message, detail, hint, where, at, schema, table, column, constraint);
  }

  /**
   * A batch's exception hides the server's report in its next exception, a wrapper in its cause.
   */
  private static SQLException mostTelling(SQLException exception) {
    for (SQLException next = exception; next != null; next = next.getNextException()) {
      for (Throwable cause = next; cause != null; cause = cause.getCause()) {
        if (cause instanceof PSQLException postgres && postgres.getServerErrorMessage() != null) {
          return postgres;
        }
      }
    }
    return exception;
  }
}
