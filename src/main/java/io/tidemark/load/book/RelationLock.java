package io.tidemark.load.book;

import io.tidemark.load.increment.Notices;
import io.tidemark.postgres.Digest;
import io.tidemark.postgres.Literal;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;

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
      Session session, Statements statements, Relation relation, Notices listener) {
    Map<String, Literal> key = key(relation);
    if (!ask(session, statements, "load/relation_lock", key)) {
      listener.notice("waiting for another run that is loading " + relation.display());
      session.executeAround(statements.render("load/wait_relation_lock", key));
    }
    return new RelationLock(session, statements, key);
  }

  /** Takes the lock if nobody has it. */
  public static Optional<RelationLock> tryTake(
      Session session, Statements statements, Relation relation) {
    Map<String, Literal> key = key(relation);
    return ask(session, statements, "load/relation_lock", key)
        ? Optional.of(new RelationLock(session, statements, key))
        : Optional.empty();
  }

  /** True if somebody has it at this moment. */
  public static boolean isHeld(Session session, Statements statements, Relation relation) {
    return ask(session, statements, "load/relation_lock_is_held", key(relation));
  }

  private static Map<String, Literal> key(Relation relation) {
    return Map.of("key", new Literal(Digest.lockKey("tidemark relation " + relation.sql())));
  }

  private static boolean ask(
      Session session, Statements statements, String question, Map<String, Literal> key) {
    return session.first(statements.render(question, key), row -> row.getBoolean(1)).orElse(false);
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
