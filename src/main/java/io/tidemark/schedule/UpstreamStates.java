package io.tidemark.schedule;

import java.util.Collection;

/**
 * How the tasks stand that a task depends on.
 *
 * @param all how many there are
 * @param success how many of them have succeeded
 * @param failed have failed
 * @param upstreamFailed were not tried, because one before them failed
 * @param skipped were skipped
 */
public record UpstreamStates(int all, int success, int failed, int upstreamFailed, int skipped) {

  /**
   * Counts them.
   *
   * @param all how many there are
   * @param ended how those ended that have
   */
  public static UpstreamStates of(int all, Collection<TaskState> ended) {
    return new UpstreamStates(
        all,
        count(ended, TaskState.SUCCESS),
        count(ended, TaskState.FAILED),
        count(ended, TaskState.UPSTREAM_FAILED),
        count(ended, TaskState.SKIPPED));
  }

  /** True once all have ended. */
  boolean done() {
    return success + failed + upstreamFailed + skipped >= all;
  }

  /** How many have failed, by themselves or by what came before them. */
  int allFailures() {
    return failed + upstreamFailed;
  }

  private static int count(Collection<TaskState> states, TaskState wanted) {
    return (int) states.stream().filter(wanted::equals).count();
  }
}
