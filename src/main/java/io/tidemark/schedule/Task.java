package io.tidemark.schedule;

import io.tidemark.project.problem.Place;
import java.util.List;

/**
 * A task of a job.
 *
 * @param dependsOn the ids of the tasks before it, each once
 * @param place where it was written
 */
public record Task(
    String id, TaskWork work, List<String> dependsOn, TaskPolicy policy, Place place) {

  /** Copies the list. */
  public Task {
    dependsOn = List.copyOf(dependsOn);
  }
}
