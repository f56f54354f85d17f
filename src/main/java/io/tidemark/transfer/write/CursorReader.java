package io.tidemark.transfer.write;

import io.tidemark.postgres.CopyBytes;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.Statements;
import io.tidemark.transfer.column.CopyColumn;
import io.tidemark.transfer.read.RowFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells what the raw fields of a cursor say, as text. The target's server reads them, by way of a
 * table of one row: it knows every type's binary form. For one thread.
 */
public final class CursorReader implements AutoCloseable {

  private static final String NAME = "tidemark_cursor";

  private final Session session;
  private final Statements statements;
  private final RowFormat format;
  private final List<CopyColumn> order;
  private final StagingTable table;

  /**
   * Reads cursors.
   *
   * @param from the copy, or the table beside it
   * @param order the columns of the order
   */
  public CursorReader(
      Session session,
      Statements statements,
      Relation from,
      RowFormat format,
      List<CopyColumn> order) {
    this.session = session;
    this.statements = statements;
    this.format = format;
    this.order = order;
    this.table = StagingTable.make(session, statements, NAME, from, order, List.of());
  }

  /** The values, in the transaction that the session is in. */
  public List<@Nullable String> read(List<byte @Nullable []> raw) {
    session.execute(statements.text("transfer/same_texts"));
    try (CopyBytes copy = table.copy(format)) {
      for (byte[] bytes : List.of(format.header(), format.row(raw), format.trailer())) {
        copy.write(bytes, 0, bytes.length);
      }
      copy.end();
    }
    SqlText texts =
        SqlText.join(
            ", ", order.stream().map(column -> column.identifier().sql() + "::text").toList());
    return session
        .rows(
            statements.render("transfer/cursor", Map.of("columns", texts, "name", table.name())), 1)
        .rows()
        .get(0);
  }

  @Override
  public void close() {
    table.close();
  }
}
