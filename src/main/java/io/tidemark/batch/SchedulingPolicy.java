package io.tidemark.batch;

/**
 * How a DAG is worked off.
 *
 * @param threads how many nodes may run at once, at least 1
 * @param failFast true if nothing new starts after the first failure
 */
public record SchedulingPolicy(int threads, boolean failFast) {

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
