package io.tidemark.transfer.write;

import io.tidemark.postgres.CopyBytes;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.StatementException;
import io.tidemark.postgres.Statements;
import io.tidemark.transfer.column.CopyShape;
import io.tidemark.transfer.plan.TransferKind;
import io.tidemark.transfer.plan.TransferPart;
import io.tidemark.transfer.plan.TransferPlan;
import io.tidemark.transfer.read.RowFormat;
import io.tidemark.transfer.read.RowOrder;
import io.tidemark.transfer.read.RowStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;

/**
 * Writes chunks of rows, in the transaction that the session is in. Into a table that is being
 * built they are copied straight; into the copy itself by way of a temporary table, from which they
 * are merged, or straight where there is no key. For one thread.
 */
public final class ChunkWriter implements ItemWriter<RowStream>, AutoCloseable {

  private static final String STAGING = "tidemark_rows";

  private final Session session;
  private final Statements statements;
  private final TransferPlan plan;
  private final CopyShape shape;
  private final RowFormat format;
  private final @Nullable StagingTable staging;
  private final @Nullable ChunkMerge merge;
  private final @Nullable CursorReader cursors;
  private long written;

  /** Prepares what it needs in the session. */
  public ChunkWriter(Session session, Statements statements, TransferPlan plan, CopyShape shape) {
    this.session = session;
    this.statements = statements;
    this.plan = plan;
    this.shape = shape;
    this.format = shape.format();
    boolean merges = plan.kind() == TransferKind.INCREMENT && !shape.key().isEmpty();
    this.staging =
        merges
            ? StagingTable.make(
                session, statements, STAGING, plan.into(), shape.columns(), shape.key())
            : null;
    this.merge =
        staging == null
            ? null
            : new ChunkMerge(session, statements, shape, plan.into(), staging.name());
    RowOrder order = RowOrder.of(plan.kind(), shape);
    this.cursors =
        order.columns().isEmpty()
            ? null
            : new CursorReader(session, statements, plan.into(), format, order.columns());
  }

  /**
   * Writes them.
   *
   * @throws io.tidemark.load.increment.LoadException if the key does not tell the rows apart
   */
  @Override
  public void write(Chunk<? extends RowStream> chunk) {
    written = 0;
    try {
      for (RowStream rows : chunk) {
        long copied = copy(rows);
        written += merge == null ? copied : merge.apply();
      }
    } catch (StatementException e) {
      throw KeyFailure.of(e, shape);
    }
  }

  private long copy(RowStream rows) {
    try (CopyBytes copy = into()) {
      rows.writeTo(copy);
      return copy.end();
    }
  }

  private CopyBytes into() {
    return staging != null
        ? staging.copy(format)
        : CopyBytes.open(
            session,
            StagingTable.copyIn(
                statements, false, new SqlText(plan.into().sql()), shape.columns(), format));
  }

  /** The part after rows that were written last, in the same transaction. */
  public TransferPart after(TransferPart before, RowStream rows) {
    List<@Nullable String> reached = cursors == null ? null : cursors.read(rows.last());
    return before.after(reached, rows.rows(), written, rows.bytes());
  }

  @Override
  public void close() {
    if (staging != null) {
      staging.close();
    }
    if (cursors != null) {
      cursors.close();
    }
  }
}
