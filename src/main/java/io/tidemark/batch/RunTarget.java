package io.tidemark.batch;

import io.tidemark.postgres.Database;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.RunningStatements;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The database that a run works on. Thread-safe.
 *
 * @param database where the models go
 * @param repositoryDatabase where the job repository is; the same one unless the profile names
 *     another
 * @param statements the engine's statements
 * @param schema the engine's own schema in both
 * @param running what runs at this moment
 */
public record RunTarget(
    Database database,
    Database repositoryDatabase,
    Statements statements,
    Identifier schema,
    RunningStatements running) {

  /** A pooled connection to the target; the caller closes it. */
  public Session session() {
    try {
      return new Session(database.dataSource().getConnection(), running);
    } catch (SQLException e) {
      throw new IllegalStateException("the pool gives connections or says why not", e);
    }
  }

  /** The same database with statements that can be cancelled without the others. */
  public RunTarget running(RunningStatements part) {
    return new RunTarget(database, repositoryDatabase, statements, schema, part);
  }

  /**
   * A connection beside the pool, for what may leave traces in its session; the caller closes it.
   */
  public Session ownSession() {
    return new Session(database.connect(), running);
  }

  /** As {@link #ownSession}, but one that others have had before: their traces are gone. */
  public Session lentSession() {
    Connection lent = database.lend();
    return new Session(lent, running, () -> database.giveBack(lent));
  }

  /**
   * A connection of its own to the job repository's database, for what lasts as long as the run. A
   * stop cancels its statements too: one of them may be waiting for another run to end.
   */
  public Session repositorySession() {
    return new Session(repositoryDatabase.connect(), running);
  }
}
