package io.tidemark.schedule;

/** How a task ended, by Airflow's names. */
public enum TaskState {
  /** It did what it had to. */
  SUCCESS,
  /** It was tried and failed for good. */
  FAILED,
  /** It was not tried, because a task before it failed. */
  UPSTREAM_FAILED,
  /** It was not tried, because it need not be. */
  SKIPPED
}
