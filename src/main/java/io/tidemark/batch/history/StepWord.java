package io.tidemark.batch.history;

import java.util.Locale;
import org.springframework.batch.core.BatchStatus;

/** Where a step stands, by Airflow's names where Airflow has one. */
public enum StepWord {
  /** It did what it had to. */
  SUCCESS,
  /** It need not be run. */
  SKIPPED,
  /** It failed. */
  FAILED,
  /** It was not tried, because one before it had failed. */
  UPSTREAM_FAILED,
  /** It is being run, or its process died while it was. */
  RUNNING,
  /** It failed, and waits to be tried again. */
  UP_FOR_RETRY,
  /** It was stopped in the middle. */
  STOPPED,
  /** It was not begun, because the run was stopped or failed fast. */
  NOT_STARTED,
  /** It runs again with the next launch. */
  CLEARED,
  /** It is not in the job any more. */
  REMOVED;

  static StepWord of(BatchStatus status, String exitCode) {
    return switch (status) {
      case COMPLETED -> exitCode.equals("SKIPPED") ? SKIPPED : SUCCESS;
      case FAILED, ABANDONED -> exitCode.equals("UPSTREAM_FAILED") ? UPSTREAM_FAILED : FAILED;
      case STARTING, STARTED, STOPPING, UNKNOWN ->
          exitCode.equals("UP_FOR_RETRY") ? UP_FOR_RETRY : RUNNING;
      case STOPPED ->
          switch (exitCode) {
            case "NOT_STARTED" -> NOT_STARTED;
            case "CLEARED" -> CLEARED;
            case "REMOVED" -> REMOVED;
            default -> STOPPED;
          };
    };
  }

  /** Whether a process has worked on it. */
  boolean tried() {
    return switch (this) {
      case SUCCESS, FAILED, RUNNING, UP_FOR_RETRY, STOPPED -> true;
      case SKIPPED, UPSTREAM_FAILED, NOT_STARTED, CLEARED, REMOVED -> false;
    };
  }

  /** Its name on the command line and in JSON. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
