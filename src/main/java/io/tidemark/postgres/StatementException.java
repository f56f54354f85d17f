package io.tidemark.postgres;

import java.sql.SQLException;

/** A statement that the server refused or that did not come back; carries its text. */
public final class StatementException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String statement;
  private final SQLException failure;

  /**
   * @param statement the text that was sent
   * @param failure what the driver said
   */
  public StatementException(String statement, SQLException failure) {
    super(failure.getMessage(), failure);
    this.statement = statement;
    this.failure = failure;
  }

  /** The text that was sent to the server. */
  public String statement() {
    return statement;
  }

  /** What the driver said. */
  public SQLException failure() {
    return failure;
  }

  /** The five-character SQLSTATE, empty if the driver knew none. */
  public String sqlState() {
    String state = failure.getSQLState();
    return state == null ? "" : state;
  }
}
