package io.tidemark.transfer;

import io.tidemark.load.increment.LoadException;
import io.tidemark.postgres.Literal;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.StatementException;
import io.tidemark.postgres.Statements;
import io.tidemark.project.problem.GroupedNumber;
import io.tidemark.transfer.column.CopyColumn;
import io.tidemark.transfer.column.CopyShape;
import io.tidemark.transfer.plan.TransferPart;
import io.tidemark.transfer.plan.TransferPlan;
import io.tidemark.transfer.read.ReadQuery;
import io.tidemark.transfer.read.RowOrder;
import io.tidemark.transfer.read.RowTooLargeException;
import io.tidemark.transfer.write.CursorReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the row that was too large to be read, by asking for what tells it and nothing else. */
final class LargeRow {

  private final Statements statements;
  private final TransferPlan plan;
  private final CopyShape shape;
  private final ReadQuery query;
  private final Snapshots snapshots;

  LargeRow(
      Statements statements,
      TransferPlan plan,
      CopyShape shape,
      ReadQuery query,
      Snapshots snapshots) {
    this.statements = statements;
    this.plan = plan;
    this.shape = shape;
    this.query = query;
    this.snapshots = snapshots;
  }

  /** The failure with the row's cursor, where that can be had. */
  LoadException named(Session session, TransferPart part, RowTooLargeException tooLarge) {
    List<CopyColumn> order = RowOrder.of(plan.kind(), shape).columns();
    String which = order.isEmpty() ? "" : find(session, part, tooLarge, order);
    LoadException named =
        new LoadException(
            "a row of %s is larger than the %s MB that this process has room for%s"
                .formatted(plan.node(), GroupedNumber.of(tooLarge.limit() >> 20), which),
            "Give the process more memory (a larger -Xmx; a row may have a third of it), or leave"
                + " the large column out: columns: {exclude: […]}.");
    named.initCause(tooLarge);
    return named;
  }

  private String find(
      Session session, TransferPart part, RowTooLargeException tooLarge, List<CopyColumn> order) {
    try (Snapshots.Lent lent = snapshots.afterwards()) {
      TransferPart at = part;
      List<byte @Nullable []> after = tooLarge.after();
      if (after != null) {
        at = part.after(cursor(session, after, order), 0, 0, 0);
      }
      List<List<@Nullable String>> next =
          lent.snapshot().session().rows(query.nextRow(plan, at, lent.later()), 1).rows();
      return next.isEmpty() ? "" : told(next.get(0), order);
    } catch (StatementException e) {
      // It is only to say it better.
      return "";
    }
  }

  private List<@Nullable String> cursor(
      Session session, List<byte @Nullable []> raw, List<CopyColumn> order) {
    try (CursorReader reader =
        new CursorReader(session, statements, plan.into(), shape.format(), order)) {
      return session.inTransaction(() -> reader.read(raw));
    }
  }

  /** First the order's columns, then the size of each column. */
  private String told(List<@Nullable String> row, List<CopyColumn> order) {
    int largest = 0;
    long most = -1;
    for (int i = 0; i < shape.columns().size(); i++) {
      String size = row.get(order.size() + i);
      if (size != null && Long.parseLong(size) > most) {
        most = Long.parseLong(size);
        largest = i;
      }
    }
    SqlText values =
        SqlText.join(", ", row.subList(0, order.size()).stream().map(Literal::new).toList());
    String names = String.join(", ", order.stream().map(CopyColumn::name).toList());
    return ": the one with (%s) = (%s), whose %s takes %s bytes in the table"
        .formatted(
            names, values.sql(), shape.columns().get(largest).name(), GroupedNumber.of(most));
  }
}
