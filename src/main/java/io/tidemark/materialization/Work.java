package io.tidemark.materialization;

import io.tidemark.graph.Node;
import io.tidemark.load.LoadListener;
import io.tidemark.load.book.HighWaterMarks;
import io.tidemark.load.chunk.IdleThreads;
import io.tidemark.postgres.Catalog;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import io.tidemark.transfer.TransferListener;
import java.time.Clock;

/**
 * One node to be materialized, with all that is needed for it.
 *
 * @param node the model
 * @param session a connection that is the node's alone while this lasts
 * @param statements the engine's statements
 * @param schema the engine's own schema in the target
 * @param compilation the model's SQL
 * @param listener hears how a load goes on
 * @param idle threads that may help
 * @param fullRefresh true if the run asks for everything to be built anew
 * @param begunBefore true if an earlier execution of the same run has begun to load it; told of
 *     sources only
 * @param invocationId the run
 * @param eventTimes the times that microbatch models are about
 * @param sources the databases that sources are loaded from
 * @param transfers hears how that goes on
 * @param clock tells how long a batch takes
 */
public record Work(
    Node node,
    Session session,
    Statements statements,
    Identifier schema,
    Compilation compilation,
    LoadListener listener,
    IdleThreads idle,
    boolean fullRefresh,
    boolean begunBefore,
    String invocationId,
    EventTimes eventTimes,
    SourceConnections sources,
    TransferListener transfers,
    Clock clock) {

  /** The same for a part of it. */
  Work with(Session own, Compilation other, LoadListener hears) {
    return new Work(
        node,
        own,
        statements,
        schema,
        other,
        hears,
        idle,
        fullRefresh,
        begunBefore,
        invocationId,
        eventTimes,
        sources,
        transfers,
        clock);
  }

  /** What the model becomes. */
  public Relation target() {
    return node.relation();
  }

  /** What the database says. */
  public Catalog catalog() {
    return new Catalog(session, statements);
  }

  /** The marks of what has been loaded. */
  HighWaterMarks marks() {
    return new HighWaterMarks(session, statements, schema);
  }
}
