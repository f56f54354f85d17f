package io.tidemark.batch;

import java.util.Locale;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.step.StepExecution;

/** How a step of a job's run stands, by Airflow's names where it has one. */
public enum StepState {
  /** It did what it had to, or somebody said so. */
  SUCCESS(BatchStatus.COMPLETED, "COMPLETED"),
  /** It need not be tried. */
  SKIPPED(BatchStatus.COMPLETED, "SKIPPED"),
  /** It failed for good, or its process died. */
  FAILED(BatchStatus.FAILED, "FAILED"),
  /** It was not tried, because one before it failed. */
  UPSTREAM_FAILED(BatchStatus.FAILED, "UPSTREAM_FAILED"),
  /** It is at work, or its process has died and nobody has come since. */
  RUNNING(BatchStatus.STARTED, "EXECUTING"),
  /** It failed and will be tried again. */
  UP_FOR_RETRY(BatchStatus.STARTED, "UP_FOR_RETRY"),
  /** It was at work when the run was stopped. */
  STOPPED(BatchStatus.STOPPED, "STOPPED"),
  /** It was not begun, because the run was stopped or failed fast. */
  NOT_STARTED(BatchStatus.STOPPED, "NOT_STARTED"),
  /** It is to run again. */
  CLEARED(BatchStatus.STOPPED, "CLEARED"),
  /** It is not in the job file any more. */
  REMOVED(BatchStatus.STOPPED, "REMOVED");

  private final BatchStatus status;
  private final String exitCode;

  StepState(BatchStatus status, String exitCode) {
    this.status = status;
    this.exitCode = exitCode;
  }

  /** The state that a step execution says. */
  public static StepState of(StepExecution step) {
    return of(step.getStatus().name(), step.getExitStatus().getExitCode());
  }

  /** The state that the columns {@code STATUS} and {@code EXIT_CODE} of a step execution say. */
  public static StepState of(String status, String exitCode) {
    for (StepState state : values()) {
      if (state.status.name().equals(status) && state.exitCode.equals(exitCode)) {
        return state;
      }
    }
    return switch (BatchStatus.match(status)) {
      case COMPLETED -> SUCCESS;
      case STARTING, STARTED, STOPPING -> RUNNING;
      case STOPPED -> STOPPED;
      case FAILED, ABANDONED, UNKNOWN -> FAILED;
    };
  }

  /** Writes it into a step execution, which is not saved by that. */
  public void set(StepExecution step, String description) {
    step.setStatus(status);
    step.setExitStatus(new ExitStatus(exitCode, description));
  }

  /** {@code up_for_retry}. */
  public String airflowName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
