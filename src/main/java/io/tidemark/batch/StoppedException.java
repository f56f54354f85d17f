package io.tidemark.batch;

import io.tidemark.graph.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * A node that was at work when the run was stopped: its statement was cancelled, nothing failed.
 */
public final class StoppedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Tells of what the cancelled statement said.
   *
   * @param type what was at work
   */
  public StoppedException(ResourceType type, Throwable cause) {
    this(type.shownName(), cause);
  }

  /**
   * As the other.
   *
   * @param what what was at work: {@code task}
   */
  public StoppedException(String what, Throwable cause) {
    super("The run was stopped while this " + what + " was at work", cause);
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
