package io.tidemark.materialization;

import io.tidemark.graph.SourceNode;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.RunningStatements;
import io.tidemark.postgres.Session;

/**
 * The databases that sources are loaded from. Nothing is connected before a session is asked for.
 * Thread-safe.
 */
public interface SourceConnections {

  /** Where nothing is loaded from another database. */
  static SourceConnections none() {
    return source -> {
      throw new IllegalStateException("no connection is known for " + source.uniqueId());
    };
  }

  /**
   * The database of a source.
   *
   * @throws io.tidemark.postgres.embedded.EmbeddedServerException if it is embedded, and can't be
   *     started
   */
  SourceDatabase of(SourceNode source);

  /**
   * The same databases, whose statements are announced elsewhere: who may be ended before the run
   * is has a list of his own.
   */
  default SourceConnections announcing(RunningStatements running) {
    return this;
  }

  /** One database that sources are loaded from. Thread-safe. */
  interface SourceDatabase {

    /**
     * A new session of its own; the caller closes it.
     *
     * @throws io.tidemark.postgres.ConnectionException if none could be had
     */
    Session open();

    /** The name of the database. */
    String name();

    /** Whom it is connected as, and where: as errors of a connection tell it. */
    String display();

    /** Where a source is in it. */
    default Relation origin(SourceNode source) {
      return source.origin(name());
    }
  }
}
