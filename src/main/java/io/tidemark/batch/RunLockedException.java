package io.tidemark.batch;

/** Another run of the project works on the target. */
public final class RunLockedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Names it.
   *
   * @param jobName what runs
   * @param holder who runs it, as far as the server tells
   */
  public RunLockedException(String jobName, String holder) {
    super(jobName + " is being run by " + holder);
  }
}
