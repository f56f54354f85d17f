package io.tidemark.transfer;

import io.tidemark.load.increment.ChunkSize;
import io.tidemark.postgres.Catalog;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import io.tidemark.transfer.book.TransferBooks;
import io.tidemark.transfer.book.TransferMarks;
import io.tidemark.transfer.column.CopyColumn;
import io.tidemark.transfer.column.CopyShape;
import io.tidemark.transfer.plan.Deletes;
import io.tidemark.transfer.plan.TransferCheckpoint;
import io.tidemark.transfer.plan.TransferKind;
import io.tidemark.transfer.plan.TransferPlan;
import io.tidemark.transfer.plan.TransferRequest;
import io.tidemark.transfer.read.ChunkLimit;
import io.tidemark.transfer.read.ReadAhead;
import io.tidemark.transfer.write.CopyTable;
import io.tidemark.transfer.write.VanishedRows;
import java.util.List;
import java.util.Map;

/**
 * Ends a transfer, in one transaction: what was built is indexed and swapped in, what has vanished
 * at the source is taken away, the books are closed. For one thread.
 */
final class TransferSeal {

  private final Session session;
  private final Statements statements;
  private final Identifier schema;
  private final TransferListener listener;
  private final TransferBooks books;
  private final TransferMarks marks;
  private final TransferRequest request;

  TransferSeal(
      Session session,
      Statements statements,
      Identifier schema,
      TransferListener listener,
      TransferBooks books,
      TransferMarks marks,
      TransferRequest request) {
    this.session = session;
    this.statements = statements;
    this.schema = schema;
    this.listener = listener;
    this.books = books;
    this.marks = marks;
    this.request = request;
  }

  /**
   * Ends it, in the transaction that the session is in.
   *
   * @return how many rows were deleted or marked
   * @throws IllegalStateException if not all of it is in the target
   */
  long seal(PlannedTransfer planned, TransferCheckpoint reached, Snapshots snapshots) {
    TransferPlan plan = reached.plan();
    CopyShape shape = planned.shape();
    long deleted =
        plan.kind() == TransferKind.INCREMENT
            ? vanished(planned, plan, snapshots)
            : swap(planned, plan);
    books.close(session, plan);
    books.seal(session, plan);
    CopyColumn watermark = shape.watermark();
    if (watermark != null) {
      marks.record(session, plan, watermark);
    }
    long rows = reached.progress().rows();
    session.update(
        statements.render("load/record_load", Map.of("schema", schema)),
        plan.target().schema(),
        plan.target().name(),
        rows,
        plan.target().schema(),
        plan.target().name(),
        plan.node(),
        rows,
        plan.invocationId());
    return deleted;
  }

  private long swap(PlannedTransfer planned, TransferPlan plan) {
    CopyTable copies = new CopyTable(session, statements, listener);
    copies.index(plan.into(), plan.target(), planned.shape(), plan.token());
    copies.describe(plan.into(), planned.table(), planned.shape());
    long carried = 0;
    if (request.deletes() == Deletes.MARK
        && !request.fullRefresh()
        && new Catalog(session, statements).kind(plan.target()).isPresent()) {
      carried =
          new VanishedRows(session, statements, plan.target(), planned.shape()).carry(plan.into());
    }
    copies.swapIn(plan.into(), plan.target());
    return carried;
  }

  /** What was left by somebody is followed by a transfer of its own, which looks for these. */
  private long vanished(PlannedTransfer planned, TransferPlan plan, Snapshots snapshots) {
    if (request.deletes() == Deletes.IGNORE || planned.resumed()) {
      return 0;
    }
    CopyShape shape = planned.shape();
    try (Snapshots.Lent lent = snapshots.afterwards();
        ReadAhead keys =
            new ReadAhead(
                lent.snapshot().session(),
                planned.query().copyKeys(),
                shape.keyFormat(),
                List.of(),
                ChunkLimit.of(ChunkSize.ALL, false),
                Long.MAX_VALUE,
                plan.target().name() + "-keys")) {
      return new VanishedRows(session, statements, plan.target(), shape)
          .apply(request.deletes(), keys);
    }
  }
}
