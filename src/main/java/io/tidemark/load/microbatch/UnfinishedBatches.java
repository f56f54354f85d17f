package io.tidemark.load.microbatch;

import java.time.Instant;
import java.util.List;

/**
 * The batches of a relation that were planned and are not done.
 *
 * @param schema the relation's schema
 * @param name its name
 * @param node the unique id of its model
 * @param planned how many were planned
 * @param done how many of them are done
 * @param left those that are not
 * @param plannedAt when they were planned
 * @param invocationId the run that planned them
 */
public record UnfinishedBatches(
    String schema,
    String name,
    String node,
    long planned,
    long done,
    List<Left> left,
    Instant plannedAt,
    String invocationId) {

  /** Copies the list. */
  public UnfinishedBatches {
    left = List.copyOf(left);
  }

  /**
   * A batch that is not done.
   *
   * @param batch its name: {@code 2024-01-31}
   * @param message why it failed; empty if it was not tried or its process died
   */
  public record Left(String batch, String message) {}
}
