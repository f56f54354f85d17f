package io.tidemark.transfer.book;

import io.tidemark.load.book.FreezingProcess;
import io.tidemark.load.book.RelationLock;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.RelationKind;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlText;
import io.tidemark.postgres.Statements;
import io.tidemark.transfer.plan.TransferKind;
import io.tidemark.transfer.plan.TransferPlan;
import io.tidemark.transfer.plan.TransferProgress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;

/**
 * Reads the books of transfers, for who wants to know. Marks and the last success of a copy are in
 * the books of all relations ({@link io.tidemark.load.book.LoadStates}).
 */
public final class TransferStates {

  private final Session session;
  private final Statements statements;
  private final Identifier schema;
  private final String database;
  private final TransferBooks books;

  /**
   * Reads the books in {@code schema}.
   *
   * @param database the name of the database that the session is connected to
   */
  public TransferStates(
      Session session, Statements statements, Identifier schema, String database) {
    this.session = session;
    this.statements = statements;
    this.schema = schema;
    this.database = database;
    this.books = new TransferBooks(statements, schema);
  }

  /** The transfers that are not completed, by schema and name of the copy; empty without books. */
  public List<PendingTransfer> unfinished() {
    if (!books.areThere(session)) {
      return List.of();
    }
    return session
        .query(statements.render("transfer/unfinished", Map.of("schema", schema)), this::read)
        .stream()
        .map(this::asked)
        .toList();
  }

  /**
   * Forgets a copy: its unfinished transfer, with what was built beside it. The copy stays. The
   * caller holds the relation's lock.
   */
  public void forget(Relation target) {
    if (!books.areThere(session)) {
      return;
    }
    session.inTransaction(
        () -> {
          books
              .pending(session, target)
              .ifPresent(left -> dropAside(session, statements, left.plan()));
          books.discard(session, target);
          books.forgetCopy(session, target);
          return target;
        });
  }

  /** Drops what an unfinished transfer has built beside the copy, if it has. */
  public static void dropAside(Session session, Statements statements, TransferPlan plan) {
    if (plan.kind() != TransferKind.INCREMENT) {
      session.execute(
          statements.render(
              "transfer/drop_aside",
              Map.of("kind", new SqlText(RelationKind.TABLE.sql()), "relation", plan.into())));
    }
  }

  private PendingTransfer read(ResultSet row) throws SQLException {
    return new PendingTransfer(
        row.getString("schema_name"),
        row.getString("relation_name"),
        row.getString("node"),
        new TransferProgress(
            TransferKind.valueOf(row.getString("kind")),
            row.getLong("estimated_rows"),
            row.getLong("estimated_bytes"),
            row.getLong("rows_loaded"),
            row.getLong("rows_written"),
            row.getLong("bytes_loaded"),
            row.getLong("chunks_loaded"),
            row.getInt("parts")),
        time(row, "begun_at").toInstant(),
        time(row, "moved_at").toInstant(),
        row.getString("invocation_id"),
        new FreezingProcess(
            row.getString("host"), row.getLong("process_id"), row.getString("os_user")),
        false);
  }

  private static Timestamp time(ResultSet row, String column) throws SQLException {
    return row.getTimestamp(column);
  }

  private PendingTransfer asked(PendingTransfer left) {
    Relation relation = new Relation(database, left.schema(), left.name());
    return new PendingTransfer(
        left.schema(),
        left.name(),
        left.node(),
        left.progress(),
        left.begunAt(),
        left.movedAt(),
        left.invocationId(),
        left.process(),
        RelationLock.isHeld(session, statements, relation));
  }
}
