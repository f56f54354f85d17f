package io.tidemark.materialization;

import io.tidemark.graph.BatchSize;
import io.tidemark.graph.Microbatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Which batches a run of a microbatch model has: dbt's arithmetic. */
final class MicrobatchWindows {

  private final BatchSize size;
  private final Instant begin;
  private final long lookback;

  /**
   * The batches of a model.
   *
   * @param begin where the first batch of a new table starts
   * @param lookback how many batches before the current one are done again
   */
  MicrobatchWindows(BatchSize size, Instant begin, long lookback) {
    this.size = size;
    this.begin = begin;
    this.lookback = lookback;
  }

  static MicrobatchWindows of(MicrobatchSettings settings) {
    return new MicrobatchWindows(settings.batchSize(), settings.begin(), settings.lookback());
  }

  /**
   * The batches in their order; always one at least.
   *
   * @param anew true if the table is built from nothing
   */
  List<Microbatch> of(EventTimes times, boolean anew) {
    Instant until = times.end();
    Instant end = size.ceiling(until == null ? times.runStartedAt() : until);
    List<Microbatch> batches = new ArrayList<>();
    Instant start = start(times, anew, end);
    do {
      Instant next = size.offset(start, 1);
      // With a begin in the future there is one batch, and nothing is in it.
      batches.add(new Microbatch(size, start, next.isAfter(end) ? end : next));
      start = next;
    } while (start.isBefore(end));
    return batches;
  }

  private Instant start(EventTimes times, boolean anew, Instant end) {
    Instant asked = times.start();
    if (asked != null) {
      return size.truncate(asked);
    }
    // The end is that of the current batch, so the current one is one before it.
    return anew ? size.truncate(begin) : size.offset(end, -(lookback + 1));
  }
}
