package io.tidemark.transfer.read;

import io.tidemark.postgres.Session;
import io.tidemark.postgres.StatementException;
import io.tidemark.postgres.Statements;

/**
 * Has a source send its first rows soon. The planner looks for the plan whose last row comes first,
 * and so it sorts where an index has the order already; nothing is written meanwhile. Writing takes
 * longer than reading, so rows that come one by one, and somewhat dearer, are all there earlier.
 */
public final class FirstRows implements AutoCloseable {

  /** How much dearer the whole may be: an index that is read at random costs a hundred times. */
  private static final double DEARER = 2;

  private static final String SORTING = "enable_sort";

  private final Session session;
  private final Statements statements;
  private boolean unsorted;

  /**
   * Chooses for the query that is read next in the session's transaction; until this is closed.
   *
   * @throws SourceFailedException if the source refuses the query or is gone
   */
  public FirstRows(Session session, Statements statements, String query) {
    this.session = session;
    this.statements = statements;
    try {
      PlannedCost planned = PlannedCost.of(session, statements, query);
      if (planned.first() < planned.all() / DEARER) {
        return;
      }
      set("off");
      unsorted = true;
      PlannedCost byIndex = PlannedCost.of(session, statements, query);
      if (byIndex.first() > planned.first() / DEARER || byIndex.all() > planned.all() * DEARER) {
        close();
      }
    } catch (StatementException e) {
      throw new SourceFailedException(e);
    }
  }

  /** What the session asks next is planned as ever. */
  @Override
  public void close() {
    if (unsorted && !session.lost()) {
      unsorted = false;
      try {
        set("on");
      } catch (StatementException failed) {
        // The transaction has failed or the source is gone, and the setting with it.
      }
    }
  }

  private void set(String value) {
    session.query(statements.text("load/set_locally"), row -> row.getString(1), SORTING, value);
  }
}
