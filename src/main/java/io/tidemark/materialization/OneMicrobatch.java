package io.tidemark.materialization;

import io.tidemark.graph.Microbatch;
import io.tidemark.load.Load;
import io.tidemark.load.LoadResult;
import io.tidemark.load.chunk.IdleThreads;
import io.tidemark.load.microbatch.BatchResult;
import io.tidemark.load.microbatch.MicrobatchPlan.Planned;
import io.tidemark.load.microbatch.Microbatches;
import io.tidemark.postgres.RelationKind;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.StatementLog;
import io.tidemark.template.TemplateDatabase;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Does one batch of a microbatch model: its rows, and the row that says that it is done, in one
 * transaction. A failure is a result, unless the run is being stopped. Thread-safe, as far as each
 * thread has a session of its own.
 */
final class OneMicrobatch {

  private final Work work;
  private final Microbatches books;

  OneMicrobatch(Work work, Microbatches books) {
    this.work = work;
    this.books = books;
  }

  /**
   * Builds the table from the first batch. The plan becomes known in the same transaction: before
   * that there is nothing to go on with.
   */
  BatchResult build(List<Planned> plan) {
    Part part = part(work.session(), plan, 0);
    IncrementalSettings settings = new IncrementalSettings(work.node().config());
    return result(
        part,
        () ->
            TableMaterialization.build(
                part.work(),
                settings.model(),
                settings.indexedKey(),
                part.hooks(),
                rows -> {
                  books.replace(
                      work.session(),
                      work.target(),
                      work.node().uniqueId(),
                      plan,
                      work.eventTimes().runStartedAt(),
                      work.invocationId());
                  books.done(work.session(), work.target(), part.batch(), rows);
                }));
  }

  /**
   * Merges a batch into the table.
   *
   * @param session the one of the thread that does it
   */
  BatchResult merge(Session session, List<Planned> plan, int index) {
    Part part = part(session, plan, index);
    return result(part, () -> merge(part, plan.get(index)));
  }

  /** A batch that is not tried. */
  BatchResult skipped(List<Planned> plan, int index) {
    Instant now = work.clock().instant();
    return new BatchResult(
        plan.get(index).batch(), index + 1, plan.size(), null, 0, now, now, null);
  }

  private Materialized merge(Part part, Planned planned) {
    Work batch = part.work();
    part.hooks().beforeTransaction();
    WrittenStrategy written = new WrittenStrategy(batch);
    if (written.macro().isPresent()) {
      return written.apply(
          part.hooks(),
          !planned.fullRefresh(),
          part.last(),
          rows -> books.done(batch.session(), batch.target(), part.batch(), rows));
    }
    Load load =
        new Load(
            batch.session(),
            batch.statements(),
            batch.schema(),
            batch.listener(),
            IdleThreads.NONE);
    LoadResult loaded =
        load.run(
            () -> {
              part.hooks().inTransactionBefore();
              // While dbt builds a table anew, is_incremental() is false in every batch of it.
              return IncrementalMaterialization.request(
                      batch,
                      new IncrementalSettings(batch.node().config()),
                      new IncrementQuery(batch, !planned.fullRefresh()))
                  .whole(" batch " + part.batch().id());
            },
            () -> {
              if (part.last()) {
                // They lock the table; batches beside each other would wait for them.
                new Grants(batch).onKept(RelationKind.TABLE);
                new Documentation(batch).write(RelationKind.TABLE);
              }
              part.hooks().inTransactionAfter();
              books.done(batch.session(), batch.target(), part.batch(), part.listener().rows());
            });
    part.hooks().afterTransaction();
    return new Materialized("MERGE " + loaded.rows(), loaded.rows());
  }

  private BatchResult result(Part part, Supplier<Materialized> doing) {
    Instant start = work.clock().instant();
    StatementLog before = part.work().session().log();
    StatementLog executed = before == null ? new StatementLog() : before.another();
    part.work().session().log(executed);
    try {
      Materialized done = noted(part, executed, doing);
      part.work().compilation().forget();
      return part.ended(done.message(), done.rows(), start, null);
    } catch (RuntimeException | Error failure) {
      // Errors too: a deep template is one batch's failure, and has to be told.
      if (work.session().stopped()) {
        throw failure;
      }
      String message = failure.getMessage();
      books.failed(
          part.work().session(),
          work.target(),
          part.batch(),
          message == null ? failure.toString() : message);
      return part.ended(null, 0, start, failure);
    } finally {
      part.work().session().log(before);
    }
  }

  /** However it ends, what was executed can be read. */
  private static Materialized noted(
      Part part, StatementLog executed, Supplier<Materialized> doing) {
    try {
      return doing.get();
    } finally {
      if (!executed.isEmpty()) {
        part.work().compilation().executed(executed);
      }
    }
  }

  /** Hooks run once for the node: before its first batch, and after its last. */
  private Part part(Session session, List<Planned> plan, int index) {
    Microbatch batch = plan.get(index).batch();
    BatchListener listener = new BatchListener(work.listener());
    Work part =
        work.with(
            session,
            work.compilation().of(batch, TemplateDatabase.of(session, work.statements())),
            listener);
    NodeHooks hooks = new NodeHooks(part, index == 0, index == plan.size() - 1);
    return new Part(batch, index, plan.size(), part, listener, hooks);
  }

  /** A batch with all that is needed for it. */
  private record Part(
      Microbatch batch, int index, int total, Work work, BatchListener listener, NodeHooks hooks) {

    boolean last() {
      return index == total - 1;
    }

    BatchResult ended(
        @Nullable String message, long rows, Instant start, @Nullable Throwable failure) {
      return new BatchResult(
          batch, index + 1, total, message, rows, start, work.clock().instant(), failure);
    }
  }
}
