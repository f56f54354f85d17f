package io.tidemark.transfer;

import io.tidemark.load.chunk.IdleThreads;
import io.tidemark.load.chunk.SharedParts;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import io.tidemark.transfer.book.TransferBooks;
import io.tidemark.transfer.column.CopyShape;
import io.tidemark.transfer.plan.TransferCheckpoint;
import io.tidemark.transfer.plan.TransferKind;
import io.tidemark.transfer.plan.TransferPart;
import io.tidemark.transfer.plan.TransferPlan;
import io.tidemark.transfer.read.ChunkLimit;
import io.tidemark.transfer.read.FirstRows;
import io.tidemark.transfer.read.ReadAhead;
import io.tidemark.transfer.read.ReadQuery;
import io.tidemark.transfer.read.RowOrder;
import io.tidemark.transfer.read.RowStream;
import io.tidemark.transfer.read.RowTooLargeException;
import io.tidemark.transfer.read.SourceFailedException;
import io.tidemark.transfer.write.ChunkWriter;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Transfers one part: a chunk a transaction, which also moves the part's checkpoint. If the source
 * goes away in between, the part is read on from its last chunk. Thread-safe; each part is for one
 * thread, and one that helps it.
 */
final class PartTransfer implements SharedParts.Worker<TransferPart> {

  private final TransferPlan plan;
  private final CopyShape shape;
  private final ReadQuery query;
  private final ChunkLimit limit;
  private final long largestRow;
  private final Snapshots snapshots;
  private final Statements statements;
  private final TransferBooks books;
  private final Supplier<Patience> patience;
  private final IdleThreads ahead;

  /**
   * Transfers parts of a plan.
   *
   * @param ahead who may copy a chunk while the one before it is merged
   */
  PartTransfer(
      TransferPlan plan,
      CopyShape shape,
      ReadQuery query,
      ChunkLimit limit,
      long largestRow,
      Snapshots snapshots,
      Statements statements,
      TransferBooks books,
      Supplier<Patience> patience,
      IdleThreads ahead) {
    this.plan = plan;
    this.shape = shape;
    this.query = query;
    this.limit = limit;
    this.largestRow = largestRow;
    this.snapshots = snapshots;
    this.statements = statements;
    this.books = books;
    this.patience = patience;
    // What is copied straight into its table has nothing to be done while the next one is.
    this.ahead = ChunkWriter.merges(plan, shape) ? ahead : IdleThreads.NONE;
  }

  /** All parts of a transfer. */
  SharedParts<TransferPart, TransferCheckpoint> all(
      TransferCheckpoint from, Consumer<TransferCheckpoint> committed) {
    return new SharedParts<>(
        from, from.parts(), TransferPart::complete, TransferCheckpoint::with, this, committed);
  }

  @Override
  public void work(
      Session session, SharedParts.Progress<TransferPart> progress, BooleanSupplier recalled) {
    TransferPart found = session.inTransaction(() -> books.take(session, plan, progress.reached()));
    if (!found.equals(progress.reached())) {
      progress.moved(found);
    }
    if (found.complete()) {
      return;
    }
    Patience left = patience.get();
    try (ChunkWriter writer = writer(session)) {
      while (!progress.reached().complete() && !recalled.getAsBoolean()) {
        try {
          read(session, writer, progress, recalled, left);
        } catch (SourceFailedException e) {
          if (plan.kind() == TransferKind.WHOLE) {
            throw e;
          }
          left.await(e, true);
        } catch (RowTooLargeException e) {
          throw new LargeRow(statements, plan, shape, query, snapshots)
              .named(session, progress.reached(), e);
        }
      }
    }
  }

  private void read(
      Session session,
      ChunkWriter writer,
      SharedParts.Progress<TransferPart> progress,
      BooleanSupplier recalled,
      Patience left) {
    TransferPart from = progress.reached();
    try (Snapshots.Lent lent = snapshots.open();
        FirstRows soon = soon(lent, from);
        ReadAhead reader = reader(lent, from)) {
      ChunksInTurn chunks =
          new ChunksInTurn(
              reader,
              this::writer,
              (own, staged, rows) -> merged(own, staged, progress.reached(), rows),
              reached -> {
                progress.moved(reached);
                left.restored();
              },
              ahead);
      if (chunks.run(session, writer, recalled)) {
        TransferPart before = progress.reached();
        progress.moved(session.inTransaction(() -> completed(session, before)));
      }
    }
  }

  private ChunkWriter writer(Session session) {
    return new ChunkWriter(session, statements, plan, shape);
  }

  private FirstRows soon(Snapshots.Lent lent, TransferPart from) {
    return new FirstRows(
        lent.snapshot().session(), statements, query.rows(plan, from, lent.later()));
  }

  private ReadAhead reader(Snapshots.Lent lent, TransferPart from) {
    return new ReadAhead(
        lent.snapshot().session(),
        query.copy(plan, from, lent.later()),
        shape.format(),
        shape.positions(RowOrder.of(plan.kind(), shape).columns()),
        limit,
        largestRow,
        plan.target().name() + "-" + from.number());
  }

  private TransferPart merged(
      Session session, ChunkWriter writer, TransferPart before, RowStream rows) {
    // Whoever takes the part up after this process has died waits for this chunk.
    books.take(session, plan, before);
    writer.merge();
    TransferPart after = writer.after(before, rows);
    // The rows and the checkpoint are one transaction: neither can be there without the other.
    books.advance(session, plan, before, after);
    return after;
  }

  private TransferPart completed(Session session, TransferPart before) {
    TransferPart after = before.completed();
    books.advance(session, plan, before, after);
    return after;
  }
}
