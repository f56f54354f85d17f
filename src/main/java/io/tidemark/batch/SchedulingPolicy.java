package io.tidemark.batch;

/**
 * How a DAG is worked off.
 *
 * @param threads how many nodes may run at once, at least 1
 * @param failFast true if nothing new starts after the first failure
 * @param startMustSucceed true if no node is run where a hook at the start of the run has failed
 */
public record SchedulingPolicy(int threads, boolean failFast, boolean startMustSucceed) {

  /** One whose nodes are run only where all hooks before them have succeeded. */
  public SchedulingPolicy(int threads, boolean failFast) {
    this(threads, failFast, true);
  }

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if there is no thread
   */
  public SchedulingPolicy {
    if (threads < 1) {
      throw new IllegalArgumentException("at least one thread is needed, not " + threads);
    }
  }
}
