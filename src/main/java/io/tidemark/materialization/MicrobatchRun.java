package io.tidemark.materialization;

import io.tidemark.graph.Microbatch;
import io.tidemark.load.BatchResult;
import io.tidemark.load.BatchResults;
import io.tidemark.load.Load;
import io.tidemark.load.LoadResult;
import io.tidemark.load.MicrobatchPlan.Planned;
import io.tidemark.load.Microbatches;
import io.tidemark.postgres.RelationKind;
import io.tidemark.postgres.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Does the batches of one execution of a microbatch model. As in dbt, the first one comes first: if
 * it fails none of the others is tried, while a later one that fails stops nobody. For one thread.
 */
final class MicrobatchRun {

  private final Work work;
  private final Microbatches books;

  MicrobatchRun(Work work, Microbatches books) {
    this.work = work;
    this.books = books;
  }

  /** Builds the table from nothing: the first batch makes it, the others are merged into it. */
  BatchResults anew(List<Planned> plan) {
    return new BatchResults(List.of(), all(plan, true));
  }

  /** Merges batches into the table that is there. */
  BatchResults further(List<Planned> plan, List<Microbatch> doneBefore) {
    return new BatchResults(doneBefore, all(plan, false));
  }

  private List<BatchResult> all(List<Planned> plan, boolean anew) {
    List<BatchResult> results = new ArrayList<>();
    boolean skip = false;
    for (int i = 0; i < plan.size(); i++) {
      Planned planned = plan.get(i);
      BatchResult result =
          skip
              ? result(planned.batch(), i, plan.size(), null, 0, work.clock().instant(), null)
              : one(planned, i, plan, anew && i == 0);
      results.add(result);
      work.listener().batchFinished(result);
      skip |= result.failure() != null && (i == 0 || lost(work.session()));
    }
    return results;
  }

  private BatchResult one(Planned planned, int index, List<Planned> plan, boolean builds) {
    Microbatch batch = planned.batch();
    work.listener().batchStarted(batch, index + 1, plan.size());
    Instant start = work.clock().instant();
    Compilation compilation = work.compilation().of(batch);
    BatchListener listener = new BatchListener(work.listener());
    Work part = work.with(compilation, listener);
    NodeHooks hooks = new NodeHooks(part, index == 0, index == plan.size() - 1);
    try {
      Materialized done = builds ? build(part, plan, hooks) : merge(part, listener, planned, hooks);
      compilation.forget();
      return result(batch, index, plan.size(), done.message(), done.rows(), start, null);
    } catch (RuntimeException | Error failure) {
      if (work.session().stopped()) {
        throw failure;
      }
      String message = failure.getMessage();
      books.failed(
          work.session(), work.target(), batch, message == null ? failure.toString() : message);
      return result(batch, index, plan.size(), null, 0, start, failure);
    }
  }

  /** The plan becomes known with the table: before that there is nothing to go on with. */
  private Materialized build(Work part, List<Planned> plan, NodeHooks hooks) {
    IncrementalSettings settings = new IncrementalSettings(work.node().config());
    return TableMaterialization.build(
        part,
        settings.model(),
        settings.indexedKey(),
        hooks,
        rows -> {
          books.replace(
              work.session(),
              work.target(),
              work.node().uniqueId(),
              plan,
              work.eventTimes().runStartedAt(),
              work.invocationId());
          books.done(work.session(), work.target(), plan.get(0).batch(), rows);
        });
  }

  private Materialized merge(Work part, BatchListener listener, Planned planned, NodeHooks hooks) {
    Microbatch batch = planned.batch();
    Load load = new Load(part.session(), part.statements(), part.schema(), listener);
    hooks.beforeTransaction();
    LoadResult loaded =
        load.run(
            () -> {
              hooks.inTransactionBefore();
              // While dbt builds a table anew, is_incremental() is false in every batch of it.
              return IncrementalMaterialization.request(
                      part, new IncrementalSettings(part.node().config()), !planned.fullRefresh())
                  .whole(" batch " + batch.id());
            },
            () -> {
              new Documentation(part).write(RelationKind.TABLE);
              hooks.inTransactionAfter();
              books.done(part.session(), part.target(), batch, listener.rows());
            });
    hooks.afterTransaction();
    return new Materialized("MERGE " + loaded.rows(), loaded.rows());
  }

  private BatchResult result(
      Microbatch batch,
      int index,
      int total,
      @Nullable String message,
      long rows,
      Instant start,
      @Nullable Throwable failure) {
    return new BatchResult(
        batch, index + 1, total, message, rows, start, work.clock().instant(), failure);
  }

  /** With the connection the relation's lock is gone, and somebody else may be at work. */
  private static boolean lost(Session session) {
    try {
      return session.connection().isClosed();
    } catch (SQLException e) {
      return true;
    }
  }
}
