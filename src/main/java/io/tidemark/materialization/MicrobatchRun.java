package io.tidemark.materialization;

import io.tidemark.graph.Microbatch;
import io.tidemark.load.BatchResult;
import io.tidemark.load.BatchResults;
import io.tidemark.load.MicrobatchPlan.Planned;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Does the batches of one execution of a microbatch model. As in dbt the first and the last one are
 * done alone; if the first fails none of the others is tried, while a later one that fails stops
 * nobody.
 */
final class MicrobatchRun {

  private final Work work;
  private final OneMicrobatch one;
  private final List<Planned> plan;
  private final @Nullable BatchResult[] results;

  /**
   * A run of what is planned.
   *
   * @param plan the batches in the order in which they are begun
   */
  MicrobatchRun(Work work, OneMicrobatch one, List<Planned> plan) {
    this.work = work;
    this.one = one;
    this.plan = List.copyOf(plan);
    this.results = new BatchResult[plan.size()];
  }

  /** Builds the table from nothing: the first batch makes it, the others are merged into it. */
  BatchResults anew() {
    return all(true, List.of());
  }

  /**
   * Merges the batches into the table that is there.
   *
   * @param doneBefore what an earlier execution of the run had done
   */
  BatchResults further(List<Microbatch> doneBefore) {
    return all(false, doneBefore);
  }

  private BatchResults all(boolean anew, List<Microbatch> doneBefore) {
    int last = plan.size() - 1;
    for (int i = 0; i <= last; i++) {
      if (goesOn()) {
        work.listener().batchStarted(plan.get(i).batch(), i + 1, plan.size());
        finished(i, anew && i == 0 ? one.build(plan) : one.merge(work.session(), plan, i));
      }
    }
    for (int i = 0; i <= last; i++) {
      if (results[i] == null) {
        finished(i, one.skipped(plan, i));
      }
    }
    return new BatchResults(
        doneBefore,
        IntStream.range(0, plan.size()).mapToObj(i -> Objects.requireNonNull(results[i])).toList());
  }

  private void finished(int index, BatchResult result) {
    results[index] = result;
    work.listener().batchFinished(result);
  }

  /** With the connection the relation's lock is gone, and somebody else may be at work. */
  private boolean goesOn() {
    BatchResult first = results[0];
    return (first == null || first.failure() == null) && !work.session().lost();
  }
}
