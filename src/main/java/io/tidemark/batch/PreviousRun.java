package io.tidemark.batch;

import java.time.Instant;
import java.util.Map;
import org.springframework.batch.core.BatchStatus;

/**
 * A run that the job repository knows.
 *
 * @param executionId the last execution's id
 * @param status how that ended
 * @param arguments what it was started with
 * @param startedAt when the last execution began
 * @param died whether its process has died, so that it could not tell how it ended
 */
public record PreviousRun(
    long executionId,
    BatchStatus status,
    Map<String, String> arguments,
    Instant startedAt,
    boolean died) {

  /** Copies the map. */
  public PreviousRun {
    arguments = Map.copyOf(arguments);
  }

  /** True if it can go on where it ended. */
  public boolean restartable() {
    return status == BatchStatus.FAILED || status == BatchStatus.STOPPED;
  }

  /** True if an invocation began it, or continued it last. */
  public boolean isOf(String invocationId) {
    return invocationId.equals(arguments.get(RunSession.INVOCATION));
  }
}
