package io.tidemark.postgres;

import java.sql.SQLException;

/** A statement that the server refused or that did not come back; carries its text. */
public final class StatementException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String statement;
  private final SQLException failure;
  private final int before;

  /**
   * @param statement the text that was sent
   * @param failure what the driver said
   */
  public StatementException(String statement, SQLException failure) {
    this(statement, failure, 0);
  }

  /**
   * As the other.
   *
   * @param before how many characters, of a comment, stood before the statement
   */
  StatementException(String statement, SQLException failure, int before) {
    super(failure.getMessage(), failure);
    this.statement = statement;
    this.failure = failure;
    this.before = before;
  }

  /** The text that was sent to the server, without the comment that went with it. */
  public String statement() {
    return statement;
  }

  /** What the driver said. */
  public SQLException failure() {
    return failure;
  }

  /** What PostgreSQL said; a position in it is one in {@link #statement()}. */
  public SqlFailure said() {
    return SqlFailure.of(failure).after(before);
  }

  /** The five-character SQLSTATE, empty if the driver knew none. */
  public String sqlState() {
    String state = failure.getSQLState();
    return state == null ? "" : state;
  }
}
