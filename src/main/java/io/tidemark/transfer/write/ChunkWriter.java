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

/**
 * Writes chunks of rows, in the transaction that the session is in. Into a table that is being
 * built they are copied straight; into the copy itself by way of a temporary table, from which they
 * are merged, or straight where there is no key. For one thread.
 */
public final class ChunkWriter implements AutoCloseable {

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
    this.staging =
        merges(plan, shape)
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

  /** True if chunks are copied into a table of the session first, and then merged. */
  public static boolean merges(TransferPlan plan, CopyShape shape) {
    return plan.kind() == TransferKind.INCREMENT && !shape.key().isEmpty();
  }

  /**
   * Copies rows in, to where they are merged from or straight into their table.
   *
   * @param ahead true if the chunk before is not committed yet: then this one must see what that
   *     changes, and may wait for it, whatever is set for transactions otherwise
   * @throws io.tidemark.load.increment.LoadException if one of them has no key
   */
  public void copy(RowStream rows, boolean ahead) {
    if (ahead) {
      session.execute(statements.text("transfer/chunk_ahead"));
    }
    try (CopyBytes copy = into()) {
      rows.writeTo(copy);
      written = copy.end();
    } catch (StatementException e) {
      throw KeyFailure.of(e, shape);
    }
  }

  /**
   * Merges what was copied, if it is not where it belongs already.
   *
   * @throws io.tidemark.load.increment.LoadException if the key does not tell the rows apart
   */
  public void merge() {
    if (merge == null) {
      return;
    }
    try {
      written = merge.apply();
    } catch (StatementException e) {
      throw KeyFailure.of(e, shape);
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

  /** The part after rows that were merged last, in the same transaction. */
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
