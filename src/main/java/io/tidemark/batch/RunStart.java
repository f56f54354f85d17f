package io.tidemark.batch;

import java.util.List;

/**
 * What is known when a run begins.
 *
 * @param executionId the job execution's id in the job repository
 * @param nodes the unique ids of the nodes that will be tried
 * @param alreadyDone those of the run that were completed by an earlier execution
 * @param threads how many run at once
 */
public record RunStart(
    long executionId, List<String> nodes, List<String> alreadyDone, int threads) {

  /** Copies the lists. */
  public RunStart {
    nodes = List.copyOf(nodes);
    alreadyDone = List.copyOf(alreadyDone);
  }
}
