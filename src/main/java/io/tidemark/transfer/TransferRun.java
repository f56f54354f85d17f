package io.tidemark.transfer;

import io.tidemark.load.chunk.IdleThreads;
import io.tidemark.load.chunk.SharedParts;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import io.tidemark.project.problem.GroupedNumber;
import io.tidemark.transfer.book.TransferBooks;
import io.tidemark.transfer.book.TransferMarks;
import io.tidemark.transfer.book.TransferStates;
import io.tidemark.transfer.column.CopyColumn;
import io.tidemark.transfer.column.CopyShape;
import io.tidemark.transfer.plan.TransferCheckpoint;
import io.tidemark.transfer.plan.TransferKind;
import io.tidemark.transfer.plan.TransferPart;
import io.tidemark.transfer.plan.TransferPlan;
import io.tidemark.transfer.plan.TransferProgress;
import io.tidemark.transfer.plan.TransferRequest;
import io.tidemark.transfer.read.ChunkLimit;
import io.tidemark.transfer.read.RowOrder;
import io.tidemark.transfer.read.SourceFailedException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call of a transfer: what was left is ended, what is new is brought; again and again if the
 * source goes away, as long as there is patience. Under the relation's lock; for one thread.
 */
final class TransferRun {

  private static final long LEAST_ROW = 16L << 20;
  private static final int SHARE_OF_HEAP = 3;

  private final Session session;
  private final Statements statements;
  private final Identifier schema;
  private final TransferListener listener;
  private final IdleThreads idle;
  private final long memory;
  private final TransferRequest request;
  private final Supplier<Session> source;
  private final Supplier<Patience> patience;
  private final TransferBooks books;
  private final TransferMarks marks;
  private final TransferPlanner planner;
  private final Runnable atSeal;
  private @Nullable TransferResult done;

  /** True once the source was there: in this call, or when what is left was begun. */
  private volatile boolean known;

  TransferRun(
      Session session,
      Statements statements,
      Identifier schema,
      Supplier<Session> source,
      TransferListener listener,
      IdleThreads idle,
      Patience.Pause pause,
      long memory,
      TransferRequest request,
      Runnable atSeal) {
    this.session = session;
    this.statements = statements;
    this.source = () -> reached(source.get());
    this.listener = listener;
    this.idle = idle;
    this.memory = memory;
    this.request = request;
    this.patience = () -> new Patience(pause, listener, session::stopped);
    this.books = new TransferBooks(statements, schema);
    this.marks = new TransferMarks(statements, schema);
    this.atSeal = atSeal;
    this.schema = schema;
    this.planner =
        new TransferPlanner(session, statements, this.source, listener, books, marks, request);
  }

  private Session reached(Session opened) {
    known = true;
    return opened;
  }

  TransferResult run() {
    Patience left = patience.get();
    while (true) {
      try {
        endLeftOver();
        return transfer(planner.plan());
      } catch (SourceFailedException e) {
        if (session.lost()) {
          throw e.failure();
        }
        left.await(e, known);
      }
    }
  }

  private void endLeftOver() {
    Optional<TransferCheckpoint> left = books.pending(session, request.target());
    if (left.isEmpty()) {
      return;
    }
    known = true;
    TransferPlan plan = left.get().plan();
    if (request.fullRefresh()) {
      discard(left.get(), "the copy is built anew");
    } else if (plan.kind() == TransferKind.WHOLE) {
      discard(left.get(), "it is read from one snapshot, so it begins anew");
    } else if (!plan.settingsHash().equals(request.settingsHash())) {
      discard(left.get(), "the settings of the source have changed since");
    } else {
      Optional<PlannedTransfer> resumed = planner.resume(left.get());
      if (resumed.isPresent()) {
        transfer(resumed.get());
      } else {
        discard(left.get(), "the source's columns have changed since");
      }
    }
  }

  /**
   * Gives up what was left. Rows of an increment that are in the copy stay there; where nothing but
   * the cursor tells which they are, the mark becomes what the cursor has reached.
   */
  private void discard(TransferCheckpoint left, String why) {
    TransferPlan plan = left.plan();
    TransferProgress progress = left.progress();
    session.inTransaction(
        () -> {
          TransferStates.dropAside(session, statements, plan);
          List<@Nullable String> cursor = left.parts().get(0).cursor();
          String reached = cursor == null ? null : cursor.get(0);
          if (plan.kind() == TransferKind.INCREMENT
              && left.parts().size() == 1
              && reached != null) {
            marks.raise(session, plan, reached);
          }
          books.discard(session, plan.target());
          return plan;
        });
    if (progress.rows() > 0) {
      listener.notice(
          "the unfinished transfer of %s rows into %s (%s of them there) is given up: %s"
              .formatted(
                  GroupedNumber.of(Math.max(progress.estimatedRows(), progress.rows())),
                  plan.target().display(),
                  GroupedNumber.of(progress.rows()),
                  why));
    }
  }

  private TransferResult transfer(PlannedTransfer planned) {
    TransferCheckpoint start = planned.checkpoint();
    if (planned.resumed()) {
      listener.resumed(start.progress());
    } else {
      listener.planned(start.progress());
    }
    Snapshots[] opened = new Snapshots[1];
    try (Snapshots snapshots = snapshots(planned)) {
      opened[0] = snapshots;
      return finish(planned, snapshots);
    } catch (RuntimeException | Error e) {
      if (opened[0] == null) {
        planned.snapshot().close();
      }
      throw e;
    }
  }

  private Snapshots snapshots(PlannedTransfer planned) {
    return new Snapshots(
        source, statements, planned.snapshot(), planned.resumed(), left(planned.checkpoint()) > 1);
  }

  /** How many parts are not complete. */
  private static long left(TransferCheckpoint checkpoint) {
    return checkpoint.parts().stream().filter(part -> !part.complete()).count();
  }

  private TransferResult finish(PlannedTransfer planned, Snapshots snapshots) {
    TransferCheckpoint start = planned.checkpoint();
    TransferPlan plan = start.plan();
    CopyShape shape = planned.shape();
    int parts = start.parts().size();
    boolean alone = left(start) == 1;
    PartTransfer parting =
        new PartTransfer(
            plan,
            shape,
            planned.query(),
            ChunkLimit.of(request.chunkSize(), RowOrder.of(plan.kind(), shape).wholeWatermarks()),
            Math.max(LEAST_ROW, memory / SHARE_OF_HEAP / parts),
            snapshots,
            statements,
            books,
            patience,
            // Of several parts one is copied while another is merged anyway.
            alone ? idle : IdleThreads.NONE);
    SharedParts<TransferPart, TransferCheckpoint> shared =
        parting.all(start, at -> listener.committed(at.progress()));
    long deleted;
    try {
      shared.run(session, idle);
      deleted = seal(planned, shared.reached(), snapshots);
    } catch (SourceFailedException e) {
      // Whoever began this waits for the source, if it is worth it.
      if (e.passing()) {
        throw e;
      }
      throw unfinished(shared.reached(), e.failure());
    } catch (RuntimeException e) {
      throw unfinished(shared.reached(), e);
    }
    listener.sealed(shared.reached().progress());
    TransferResult result = result(planned, shared.reached().progress(), deleted);
    done = done == null ? result : done.plus(result);
    return done;
  }

  private RuntimeException unfinished(TransferCheckpoint reached, RuntimeException cause) {
    boolean kept = reached.plan().kind() != TransferKind.WHOLE && reached.progress().rows() > 0;
    return kept
        ? new UnfinishedTransferException(reached.progress(), cause, session.stopped())
        : cause;
  }

  private long seal(PlannedTransfer planned, TransferCheckpoint reached, Snapshots snapshots) {
    return session.inTransaction(
        () -> {
          long deleted =
              new TransferSeal(session, statements, schema, listener, books, marks, request)
                  .seal(planned, reached, snapshots);
          atSeal.run();
          return deleted;
        });
  }

  private TransferResult result(PlannedTransfer planned, TransferProgress end, long deleted) {
    TransferProgress start = planned.checkpoint().progress();
    TransferPlan plan = planned.checkpoint().plan();
    long nulls = planned.nulls();
    CopyColumn watermark = planned.shape().watermark();
    if (nulls > 0 && watermark != null) {
      listener.warning(
          "%s rows of the source have no %s, so that no increment sees them come or change; they are"
                  .formatted(GroupedNumber.of(nulls), watermark.name())
              + " copied when the copy is built anew");
    }
    return new TransferResult(
        plan.kind(),
        end.rows() - start.rows(),
        end.rowsWritten() - start.rowsWritten(),
        end.bytes() - start.bytes(),
        deleted,
        nulls,
        plan.high(),
        planned.resumed());
  }
}
