package io.tidemark.load;

import io.tidemark.postgres.Digest;
import io.tidemark.postgres.Literal;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * The right to write a model's relation. A session-level advisory lock, so that it outlasts the
 * chunks' transactions and is gone with the connection of whoever died with it.
 */
public final class RelationLock implements AutoCloseable {

  private final Session session;
  private final Statements statements;
  private final Map<String, Literal> key;

  private RelationLock(Session session, Statements statements, Map<String, Literal> key) {
    this.session = session;
    this.statements = statements;
    this.key = key;
  }

  /** Takes the lock; waits for who holds it (up to the session's {@code lock_timeout}). */
  public static RelationLock take(
      Session session, Statements statements, Relation relation, LoadListener listener) {
    Map<String, Literal> key =
        Map.of("key", new Literal(Digest.lockKey("tidemark relation " + relation.sql())));
    boolean taken =
        session
            .first(statements.render("load/relation_lock", key), row -> row.getBoolean(1))
            .orElse(false);
    if (!taken) {
      listener.notice("waiting for another run that is loading " + relation.display());
      session.execute(statements.render("load/wait_relation_lock", key));
    }
    return new RelationLock(session, statements, key);
  }

  @Override
  public void close() {
    // Past the session, which after a stop refuses statements: a pooled connection must not keep
    // it.
    try (Statement statement = session.connection().createStatement()) {
      statement.execute(statements.render("load/relation_unlock", key));
    } catch (SQLException e) {
      // The connection is lost, and with it the lock.
      return;
    }
  }
}
