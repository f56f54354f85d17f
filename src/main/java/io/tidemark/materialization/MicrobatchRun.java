package io.tidemark.materialization;

import io.tidemark.graph.Microbatch;
import io.tidemark.load.chunk.IdleThreads;
import io.tidemark.load.microbatch.BatchResult;
import io.tidemark.load.microbatch.BatchResults;
import io.tidemark.load.microbatch.MicrobatchPlan.Planned;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.StatementException;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Does the batches of one execution of a microbatch model. As in dbt the first and the last one are
 * done alone, the others beside each other where the model allows it; if the first fails none of
 * the others is tried, while a later one that fails stops nobody.
 */
final class MicrobatchRun {

  /**
   * What batches with a common key can do to each other: a deadlock, a serialization failure, or a
   * unique violation, because a MERGE does not see a row that another one is just adding.
   */
  private static final Set<String> COLLISIONS = Set.of("40P01", "40001", "23505");

  private final Work work;
  private final OneMicrobatch one;
  private final List<Planned> plan;
  private final @Nullable BatchResult[] results;
  private final Queue<Integer> collided = new ConcurrentLinkedQueue<>();

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
  BatchResults anew(IdleThreads idle) {
    return all(true, idle, List.of());
  }

  /**
   * Merges the batches into the table that is there.
   *
   * @param idle the threads that may help
   * @param doneBefore what an earlier execution of the run had done
   */
  BatchResults further(IdleThreads idle, List<Microbatch> doneBefore) {
    return all(false, idle, doneBefore);
  }

  private BatchResults all(boolean anew, IdleThreads idle, List<Microbatch> doneBefore) {
    int last = plan.size() - 1;
    if (!plan.isEmpty()) {
      begun(0);
      finished(0, anew ? one.build(plan) : one.merge(work.session(), plan, 0));
    }
    if (goesOn()) {
      new SharedBatches(IntStream.range(1, last).boxed().toList(), this::beside)
          .all(work.session(), idle);
      collided.stream().sorted().forEach(this::alone);
      alone(last);
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

  private void beside(Session session, int index) {
    if (!goesOn()) {
      return;
    }
    begun(index);
    BatchResult result = one.merge(session, plan, index);
    if (collided(result)) {
      // Alone it meets nobody.
      collided.add(index);
    } else {
      finished(index, result);
    }
  }

  private void alone(int index) {
    if (results[index] == null && goesOn()) {
      begun(index);
      finished(index, one.merge(work.session(), plan, index));
    }
  }

  private static boolean collided(BatchResult result) {
    return result.failure() instanceof StatementException refused
        && COLLISIONS.contains(refused.sqlState());
  }

  private synchronized void begun(int index) {
    work.listener().batchStarted(plan.get(index).batch(), index + 1, plan.size());
  }

  private synchronized void finished(int index, BatchResult result) {
    results[index] = result;
    work.listener().batchFinished(result);
  }

  /** With the connection the relation's lock is gone, and somebody else may be at work. */
  private boolean goesOn() {
    BatchResult first = plan.isEmpty() ? null : results[0];
    return first != null && first.failure() == null && !work.session().lost();
  }
}
