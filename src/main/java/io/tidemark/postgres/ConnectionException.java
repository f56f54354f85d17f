package io.tidemark.postgres;

import org.jspecify.annotations.Nullable;

/**
 * A connection could not be had: what is wrong, what was tried, what to do next.
 *
 * <p>The message never holds the password. The cause is the driver's exception, where there is one.
 */
public final class ConnectionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ConnectionProblem problem;
  private final String whatIsWrong;
  private final String tried;
  private final String nextStep;

  ConnectionException(
      ConnectionProblem problem,
      ConnectionSettings settings,
      String whatIsWrong,
      String nextStep,
      @Nullable Throwable cause) {
    super(cause);
    this.problem = problem;
    this.tried = settings.display();
    this.whatIsWrong = whatIsWrong;
    this.nextStep = nextStep;
  }

  /** What sort of problem it is. */
  public ConnectionProblem problem() {
    return problem;
  }

  /** One sentence. */
  public String whatIsWrong() {
    return whatIsWrong;
  }

  /** The user, host, port and database in one line. */
  public String tried() {
    return tried;
  }

  /** What a person can do about it. */
  public String nextStep() {
    return nextStep;
  }

  @Override
  public String getMessage() {
    return whatIsWrong + "\n  connecting to " + tried + "\n  " + nextStep;
  }
}
