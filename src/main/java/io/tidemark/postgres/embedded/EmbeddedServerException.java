package io.tidemark.postgres.embedded;

import org.jspecify.annotations.Nullable;

/**
 * The embedded server could not be made, started or stopped: what is wrong, where, what to do next.
 */
public final class EmbeddedServerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String whatIsWrong;
  private final String where;
  private final String nextStep;

  EmbeddedServerException(
      String whatIsWrong, String where, String nextStep, @Nullable Throwable cause) {
    super(cause);
    this.whatIsWrong = whatIsWrong;
    this.where = where;
    this.nextStep = nextStep;
  }

  EmbeddedServerException(String whatIsWrong, String where, String nextStep) {
    this(whatIsWrong, where, nextStep, null);
  }

  /** One or two sentences. */
  public String whatIsWrong() {
    return whatIsWrong;
  }

  /** The file or folder that is concerned, with the lines that show the trouble. */
  public String where() {
    return where;
  }

  /** What a person can do about it. */
  public String nextStep() {
    return nextStep;
  }

  @Override
  public String getMessage() {
    return whatIsWrong + "\n  " + where.replace("\n", "\n  ") + "\n  " + nextStep;
  }
}
