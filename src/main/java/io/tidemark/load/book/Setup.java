package io.tidemark.load.book;

import io.tidemark.postgres.Digest;
import io.tidemark.postgres.Literal;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import java.util.Map;

/**
 * Makes what the engine needs in a database, while nobody else does. The first runs of two projects
 * may well begin at the same moment.
 */
public final class Setup {

  private static final Literal KEY = new Literal(Digest.lockKey("tidemark setup"));

  private final Session session;
  private final Statements statements;

  /** Works on the session. */
  public Setup(Session session, Statements statements) {
    this.session = session;
    this.statements = statements;
  }

  /**
   * Does the work in one transaction, alone in this database.
   *
   * @param work looks for itself what somebody else has made in the meantime
   */
  public void once(Runnable work) {
    session.inTransaction(
        () -> {
          session.query(
              statements.render("setup/lock", Map.of("key", KEY)), row -> row.getString(1));
          work.run();
          return KEY;
        });
  }
}
