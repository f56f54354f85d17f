package io.tidemark.graph.compile;

import io.tidemark.graph.BatchSize;
import io.tidemark.graph.Microbatch;
import java.time.Instant;

/**
 * The time of which a sampling run reads rows: those from the start to before the end.
 *
 * @param start the first moment in it
 * @param end the first moment after it
 */
public record SampleWindow(Instant start, Instant end) {

  /** What is in both this and a batch. */
  Microbatch within(Microbatch batch) {
    return new Microbatch(
        batch.size(),
        start.isAfter(batch.start()) ? start : batch.start(),
        end.isBefore(batch.end()) ? end : batch.end());
  }

  /** The window as if it were a batch. */
  Microbatch asBatch() {
    return new Microbatch(BatchSize.HOUR, start, end);
  }
}
