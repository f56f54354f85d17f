package io.tidemark.load.microbatch;

import io.tidemark.graph.Microbatch;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a batch of a microbatch model ended.
 *
 * @param batch which
 * @param index its number, from 1
 * @param total how many there are
 * @param message what dbt would show: {@code MERGE 2}; null if it was not tried
 * @param rows how many rows it had
 * @param startedAt when it began
 * @param endedAt when it was over
 * @param failure what went wrong, or null
 */
public record BatchResult(
    Microbatch batch,
    int index,
    int total,
    @Nullable String message,
    long rows,
    Instant startedAt,
    Instant endedAt,
    @Nullable Throwable failure) {

  /** True if its rows are in the relation. */
  public boolean successful() {
    return failure == null && message != null;
  }

  /** True if it was not tried, because the one that has to come first failed. */
  public boolean skipped() {
    return failure == null && message == null;
  }
}
