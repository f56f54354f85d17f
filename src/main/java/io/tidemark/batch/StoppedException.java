package io.tidemark.batch;

import org.jspecify.annotations.Nullable;

/**
 * A node that was at work when the run was stopped: its statement was cancelled, nothing failed.
 */
public final class StoppedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Tells of what the cancelled statement said. */
  public StoppedException(Throwable cause) {
    super("The run was stopped while this model was at work", cause);
  }

  /** True if a node's failure is that it was stopped. */
  public static boolean is(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StoppedException) {
        return true;
      }
    }
    return false;
  }
}
