package io.tidemark.load;

import io.tidemark.load.chunk.IdleThreads;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import java.util.Map;

/** Takes out of the books what somebody has asked to be forgotten. The relation is not touched. */
public final class ClearedState {

  private final Session session;
  private final Statements statements;
  private final Identifier schema;

  /**
   * Clears on the session.
   *
   * @param schema where {@link io.tidemark.load.book.Bookkeeping} made its tables
   */
  public ClearedState(Session session, Statements statements, Identifier schema) {
    this.session = session;
    this.statements = statements;
    this.schema = schema;
  }

  /**
   * Throws away a relation's unfinished load: its staging table and its checkpoint. The caller
   * holds the relation's lock.
   */
  public void discardLoad(Relation relation) {
    new Load(session, statements, schema, new LoadListener() {}, IdleThreads.NONE)
        .discardPending(relation);
  }

  /** Forgets that the relation was ever loaded: history, marks, what was seen of its filter. */
  public void forget(Relation relation) {
    discardLoad(relation);
    for (String table : new String[] {"blocked", "marks", "history"}) {
      session.update(
          statements.render("load/delete_" + table, Map.of("schema", schema)),
          relation.schema(),
          relation.name());
    }
  }
}
