package io.tidemark.transfer.read;

import io.tidemark.postgres.ConnectionException;
import io.tidemark.postgres.ConnectionProblem;
import io.tidemark.postgres.SqlFailure;
import io.tidemark.postgres.StatementException;

/** The source has refused something or is gone; what the target thinks is not in question. */
public final class SourceFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final RuntimeException failure;

  /** A statement that failed. */
  public SourceFailedException(StatementException failure) {
    this((RuntimeException) failure);
  }

  /** A connection that could not be had. */
  public SourceFailedException(ConnectionException failure) {
    this((RuntimeException) failure);
  }

  private SourceFailedException(RuntimeException failure) {
    super(failure.getMessage(), failure);
    this.failure = failure;
  }

  /** What failed, by itself. */
  public RuntimeException failure() {
    return failure;
  }

  /** True if the source's server has answered, if only to say that it can't just now. */
  public boolean answered() {
    return !(failure instanceof ConnectionException connection)
        || connection.problem() == ConnectionProblem.NOT_READY
        || connection.problem() == ConnectionProblem.TOO_MANY_CONNECTIONS;
  }

  /** True if nothing has answered for as long as {@code connect_timeout} lets it. */
  public boolean silent() {
    return failure instanceof ConnectionException connection
        && connection.problem() == ConnectionProblem.UNREACHABLE;
  }

  /** True if the source may be there again in a moment. */
  public boolean passing() {
    return failure instanceof ConnectionException connection
        ? connection.problem().isPassing()
        : failure instanceof StatementException statement
            && SqlFailure.of(statement.failure()).kind().isWorthRetrying();
  }
}
