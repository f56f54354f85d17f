package io.tidemark.job;

import java.util.Map;

/**
 * What is kept of the last launch of a run.
 *
 * @param executionId its number
 * @param runType {@code scheduled}, {@code manual} or {@code backfill}
 * @param runId {@code run_id}
 * @param arguments what it was started with
 */
public record EarlierLaunch(
    long executionId, String runType, String runId, Map<String, String> arguments) {

  /** Copies the map. */
  public EarlierLaunch {
    arguments = Map.copyOf(arguments);
  }
}
