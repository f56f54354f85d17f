package io.tidemark.batch;

import java.util.Map;
import org.springframework.batch.core.BatchStatus;

/**
 * A run that the job repository knows.
 *
 * @param executionId the last execution's id
 * @param status how that ended
 * @param arguments what it was started with
 */
public record PreviousRun(long executionId, BatchStatus status, Map<String, String> arguments) {

  /** Copies the map. */
  public PreviousRun {
    arguments = Map.copyOf(arguments);
  }

  /** True if it can go on where it ended. */
  public boolean restartable() {
    return status == BatchStatus.FAILED || status == BatchStatus.STOPPED;
  }
}
