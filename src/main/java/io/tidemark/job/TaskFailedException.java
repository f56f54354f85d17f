package io.tidemark.job;

/** A task's work has failed. */
public final class TaskFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean forGood;

  /** A failure after which the task may be tried again. */
  public TaskFailedException(String message) {
    this(message, false);
  }

  /**
   * A failure.
   *
   * @param forGood true if it is not tried again, whatever its policy says
   */
  public TaskFailedException(String message, boolean forGood) {
    super(message);
    this.forGood = forGood;
  }

  /** Whether it is not tried again. */
  public boolean forGood() {
    return forGood;
  }
}
