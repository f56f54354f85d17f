package io.tidemark.load.book;

import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the books of every kind of work have in common: a row a relation, one a part of it, and a
 * token that tells this work from a later one. Each is changed only where it is as its owner left
 * it; else somebody else works on it, and the transaction must not be committed. Thread-safe.
 */
public final class PartBooks {

  private final Statements statements;
  private final Identifier schema;
  private final String folder;
  private final String work;

  /**
   * The books of one kind of work.
   *
   * @param schema the engine's
   * @param folder where its statements are
   * @param work what it is called before the relation's name, such as {@code the load of}
   */
  public PartBooks(Statements statements, Identifier schema, String folder, String work) {
    this.statements = statements;
    this.schema = schema;
    this.folder = folder;
    this.work = work;
  }

  /** One of its statements. */
  public String sql(String name) {
    return statements.render(folder + "/" + name, Map.of("schema", schema));
  }

  /**
   * Takes a part up, in the transaction that the session is in, and tells how far it has come by
   * then: a process that has died may have left a server process behind that is still committing a
   * chunk of it.
   *
   * @param statement locks the row and gives it
   * @throws IllegalStateException if it is not there any more
   */
  public <P> P take(
      Session session,
      String statement,
      Session.RowReader<P> reader,
      Relation target,
      int part,
      String token) {
    return session
        .first(sql(statement), reader, target.schema(), target.name(), part, token)
        .orElseThrow(
            () -> refused(target, "was ended by somebody else meanwhile; nothing is lost by that"));
  }

  /**
   * Moves a part on, in the transaction that the session is in.
   *
   * @param statement changes the row, if it is as it was
   * @param what is refused otherwise, for the message
   * @param bound the statement's values
   * @throws IllegalStateException if somebody else has moved it: then the chunk must not be
   *     committed
   */
  public void advance(
      Session session, String statement, Relation target, String what, @Nullable Object... bound) {
    if (session.update(sql(statement), bound) != 1) {
      throw refused(target, "was moved by somebody else " + what);
    }
  }

  /**
   * Forgets the one that is complete.
   *
   * @param statement deletes it, if it is
   * @throws IllegalStateException if it is not, or not there any more: then nothing may be sealed
   */
  public void close(Session session, String statement, Relation target, String token) {
    if (session.update(sql(statement), target.schema(), target.name(), token) != 1) {
      throw refused(target, "can't be sealed: not all of it is in the target");
    }
  }

  private IllegalStateException refused(Relation target, String why) {
    return new IllegalStateException(work + " " + target.display() + " " + why);
  }
}
