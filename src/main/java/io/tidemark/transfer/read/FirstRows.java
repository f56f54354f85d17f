package io.tidemark.transfer.read;

import io.tidemark.postgres.Session;
import io.tidemark.postgres.StatementException;
import io.tidemark.postgres.Statements;

/**
 * Has a source send its first rows soon. The planner looks for the plan whose last row comes first,
 * and so it sorts where an index has the order already; nothing is written meanwhile. Writing takes
 * longer than reading, so rows that come one by one, and somewhat dearer, are all there earlier.
 */
public final class FirstRows {

  /** How much dearer the whole may be: an index that is read at random costs a hundred times. */
  private static final double DEARER = 2;

  private static final String SORTING = "enable_sort";

  private FirstRows() {}

  /**
   * Chooses for the query that is read next in the session's transaction.
   *
   * @throws SourceFailedException if the source refuses the query or is gone
   */
  public static void hasten(Session session, Statements statements, String query) {
    try {
      set(session, statements, "on");
      PlannedCost planned = PlannedCost.of(session, statements, query);
      if (planned.first() < planned.all() / DEARER) {
        return;
      }
      set(session, statements, "off");
      PlannedCost byIndex = PlannedCost.of(session, statements, query);
      if (byIndex.first() > planned.first() / DEARER || byIndex.all() > planned.all() * DEARER) {
        set(session, statements, "on");
      }
    } catch (StatementException e) {
      throw new SourceFailedException(e);
    }
  }

  private static void set(Session session, Statements statements, String value) {
    session.query(statements.text("load/set_locally"), row -> row.getString(1), SORTING, value);
  }
}
