package io.tidemark.load;

import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.batch.infrastructure.item.Chunk;

/**
 * Freeze, load, seal. An increment is computed once, applied chunk by chunk, and each chunk's
 * transaction also moves the checkpoint; so whoever comes next, after whatever crash, goes on from
 * the last chunk that was committed. For one thread.
 */
public final class Load {

  private final Session session;
  private final Statements statements;
  private final Identifier schema;
  private final Checkpoints checkpoints;
  private final LoadListener listener;

  /**
   * Loads on the session.
   *
   * @param schema the engine's own schema
   * @param listener hears how it goes on
   */
  public Load(Session session, Statements statements, Identifier schema, LoadListener listener) {
    this.session = session;
    this.statements = statements;
    this.schema = schema;
    this.checkpoints = new Checkpoints(statements, schema);
    this.listener = listener;
  }

  /** The load of the relation that was left unfinished, if there is one. */
  public Optional<Checkpoint> pending(Relation target) {
    return checkpoints.pending(session, target);
  }

  /**
   * Freezes an increment and loads it.
   *
   * @param request gives what to freeze; called in the freeze's transaction
   * @param atSeal runs in the transaction that completes the load
   */
  public LoadResult run(Supplier<LoadRequest> request, Runnable atSeal) {
    Checkpoint frozen = session.inTransaction(() -> freeze(request.get(), atSeal));
    if (!frozen.complete()) {
      loadFrom(frozen, atSeal);
    }
    Increment increment = frozen.increment();
    return new LoadResult(
        increment.rows(), increment.chunks(), increment.method() == LoadMethod.MERGE);
  }

  /** Finishes a load that was left. */
  public LoadResult resume(Checkpoint checkpoint, Runnable atSeal) {
    listener.resumed(checkpoint);
    loadFrom(checkpoint, atSeal);
    Increment increment = checkpoint.increment();
    return new LoadResult(
        increment.rows() - checkpoint.rowsLoaded(),
        increment.chunks() - checkpoint.chunksLoaded(),
        increment.method() == LoadMethod.MERGE);
  }

  /** Throws an unfinished load away, in the transaction that the session is in. */
  private void discard(Checkpoint checkpoint) {
    dropStaging(checkpoint.increment());
    checkpoints.close(session, checkpoint.increment().target());
  }

  /**
   * Throws away the unfinished load of a relation that is being built anew, if there is one, and
   * says so. Must be in the transaction that builds it: a half-loaded table without the rest of its
   * increment would miss those rows for good.
   */
  public void discardPending(Relation target) {
    Optional<Checkpoint> pending = pending(target);
    if (pending.isPresent()) {
      discard(pending.get());
      listener.notice(
          "the unfinished increment of "
              + pending.get().increment().rows()
              + " rows ("
              + pending.get().rowsLoaded()
              + " of them loaded) is discarded: "
              + target.display()
              + " is built anew");
    }
  }

  /**
   * Freezes, and where the increment is one chunk (or none) applies and seals it at once: then it
   * never has to survive anything.
   */
  private Checkpoint freeze(LoadRequest request, Runnable atSeal) {
    Increment increment = new Freeze(session, statements, schema, listener).freeze(request);
    listener.frozen(increment);
    Checkpoint start = Checkpoint.start(increment);
    if (increment.chunks() > 1) {
      checkpoints.open(session, increment);
      return start;
    }
    Checkpoint done = start;
    if (increment.rows() > 0) {
      PageRange whole = new PageRange(0, increment.pages());
      applyWhole(request, increment, whole);
      done = start.after(whole, increment.rows());
    } else if (increment.method() == LoadMethod.DELETE_INSERT && !request.predicates().isEmpty()) {
      // A predicate with an OR of its own finds rows whatever the increment holds.
      own(request).deleteAndInsert(session, increment);
    }
    seal(increment, atSeal);
    return done;
  }

  private void applyWhole(LoadRequest request, Increment increment, PageRange whole) {
    switch (increment.method()) {
      case INSERT, UPSERT ->
          new IncrementWriter(session, statements, increment).write(Chunk.of(whole));
      case DELETE_INSERT -> own(request).deleteAndInsert(session, increment);
      case MERGE -> own(request).merge(session, increment);
    }
  }

  private OwnStatements own(LoadRequest request) {
    return new OwnStatements(statements, request.uniqueKey(), request.predicates());
  }

  private void loadFrom(Checkpoint start, Runnable atSeal) {
    Increment increment = start.increment();
    PageRangeReader reader = new PageRangeReader(start);
    IncrementWriter writer = new IncrementWriter(session, statements, increment);
    Checkpoint at = start;
    for (PageRange range = reader.read(); range != null; range = reader.read()) {
      Checkpoint before = at;
      PageRange pages = range;
      at = session.inTransaction(() -> loadChunk(writer, before, pages, atSeal));
      listener.committed(at);
    }
  }

  private Checkpoint loadChunk(
      IncrementWriter writer, Checkpoint before, PageRange pages, Runnable atSeal) {
    writer.write(Chunk.of(pages));
    Checkpoint after = before.after(pages, writer.rows(pages));
    // The rows and the checkpoint are one transaction: neither can be there without the other.
    checkpoints.advance(session, before, after);
    if (after.complete()) {
      seal(after.increment(), atSeal);
    }
    return after;
  }

  private void seal(Increment increment, Runnable atSeal) {
    Relation target = increment.target();
    if (increment.rows() > 0) {
      new HighWaterMarks(session, statements, schema)
          .record(
              target, increment.watermarks(), increment.staging(), false, increment.invocationId());
    }
    session.update(
        statements.render("load/record_load", Map.of("schema", schema)),
        target.schema(),
        target.name(),
        increment.node(),
        increment.rows(),
        increment.invocationId());
    atSeal.run();
    discard(Checkpoint.start(increment));
  }

  private void dropStaging(Increment increment) {
    session.execute(statements.render("load/drop_staging", Map.of("staging", increment.staging())));
  }
}
