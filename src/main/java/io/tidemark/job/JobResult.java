package io.tidemark.job;

import java.time.Instant;
import org.springframework.batch.core.BatchStatus;

/**
 * How a launch of a job's run ended.
 *
 * @param executionId its number in the job repository
 * @param startedAt when it began
 * @param endedAt when it was over
 * @param status COMPLETED, FAILED or STOPPED
 */
public record JobResult(long executionId, Instant startedAt, Instant endedAt, BatchStatus status) {

  /** Whether nothing is left to do. */
  public boolean complete() {
    return status == BatchStatus.COMPLETED;
  }

  /** Whether a signal ended it. */
  public boolean stopped() {
    return status == BatchStatus.STOPPED;
  }
}
