package io.tidemark.load;

import io.tidemark.load.book.Checkpoints;
import io.tidemark.load.book.HighWaterMarks;
import io.tidemark.load.chunk.IdleThreads;
import io.tidemark.load.chunk.IncrementWriter;
import io.tidemark.load.chunk.OwnStatements;
import io.tidemark.load.chunk.PartLoad;
import io.tidemark.load.freeze.Freeze;
import io.tidemark.load.increment.Checkpoint;
import io.tidemark.load.increment.Increment;
import io.tidemark.load.increment.LoadMethod;
import io.tidemark.load.increment.LoadRequest;
import io.tidemark.load.increment.PageRange;
import io.tidemark.load.key.OtherIndexes;
import io.tidemark.load.key.WholeKeys;
import io.tidemark.load.microbatch.Microbatches;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Literal;
import io.tidemark.postgres.Relation;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import io.tidemark.project.problem.GroupedNumber;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.batch.infrastructure.item.Chunk;

/**
 * Freeze, load, seal. An increment is computed once, applied chunk by chunk, and each chunk's
 * transaction also moves the checkpoint; so whoever comes next, after whatever crash, goes on from
 * the last chunk that was committed. For one thread, which may get help from idle ones.
 */
public final class Load {

  private final Session session;
  private final Statements statements;
  private final Identifier schema;
  private final Checkpoints checkpoints;
  private final LoadListener listener;
  private final IdleThreads idle;

  /**
   * Loads on the session.
   *
   * @param schema the engine's own schema
   * @param listener hears how it goes on
   * @param idle who may help
   */
  public Load(
      Session session,
      Statements statements,
      Identifier schema,
      LoadListener listener,
      IdleThreads idle) {
    this.session = session;
    this.statements = statements;
    this.schema = schema;
    this.checkpoints = new Checkpoints(statements, schema);
    this.listener = listener;
    this.idle = idle;
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
    Increment increment = frozen.increment();
    if (increment.chunks() > 1) {
      listener.opened(frozen);
      finish(frozen, atSeal);
    }
    return new LoadResult(increment.rows(), increment.chunks());
  }

  /** Finishes a load that was left. */
  public LoadResult resume(Checkpoint checkpoint, Runnable atSeal) {
    listener.resumed(checkpoint);
    finish(checkpoint, atSeal);
    Increment increment = checkpoint.increment();
    return new LoadResult(
        increment.rows() - checkpoint.rowsLoaded(), increment.chunks() - checkpoint.chunksLoaded());
  }

  /**
   * Throws away the unfinished load of a relation that is being built anew, if there is one, and
   * says so. Must be in the transaction that builds it: a half-loaded table without the rest of its
   * increment would miss those rows for good.
   */
  public void discardPending(Relation target) {
    new Microbatches(statements, schema)
        .discard(session, target, listener, target.display() + " is built anew");
    Optional<Checkpoint> pending = pending(target);
    if (pending.isPresent()) {
      dropStaging(pending.get().increment());
      checkpoints.discard(session, target);
      listener.notice(
          "the unfinished increment of "
              + GroupedNumber.of(pending.get().increment().rows())
              + " rows ("
              + GroupedNumber.of(pending.get().rowsLoaded())
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
    new HighWaterMarks(session, statements, schema).check(increment);
    listener.frozen(increment);
    if (increment.chunks() > 1) {
      Checkpoint start = Checkpoint.start(increment, apart(increment) ? request.parallel() : 1);
      checkpoints.open(session, start);
      return start;
    }
    if (increment.rows() > 0) {
      applyWhole(request, increment, new PageRange(0, increment.pages()));
    } else if (increment.method() == LoadMethod.DELETE_INSERT && !request.predicates().isEmpty()) {
      // A predicate with an OR of its own finds rows whatever the increment holds.
      own(request).deleteAndInsert(session, increment);
    }
    seal(increment, atSeal);
    return Checkpoint.start(increment, 1);
  }

  /**
   * True if two chunks can be applied at the same time without one waiting for the other. Where
   * they may meet, in a trigger or another unique index, each would see the other's lock: a
   * deadlock, which one thread alone never runs into.
   */
  private boolean apart(Increment increment) {
    Relation target = increment.target();
    if (new OtherIndexes(session, statements).first(target, increment.uniqueKey()).isPresent()) {
      return false;
    }
    Map<String, Object> values =
        Map.of("schema", new Literal(target.schema()), "name", new Literal(target.name()));
    return !session
        .first(statements.render("load/chunks_meet", values), row -> row.getBoolean(1))
        .orElse(true);
  }

  private void applyWhole(LoadRequest request, Increment increment, PageRange whole) {
    switch (increment.method()) {
      case INSERT, UPSERT, REPLACE_KEYS ->
          new IncrementWriter(session, statements, increment).write(Chunk.of(whole));
      case DELETE_INSERT -> own(request).deleteAndInsert(session, increment);
      case MERGE -> own(request).merge(session, increment);
    }
  }

  private OwnStatements own(LoadRequest request) {
    return new OwnStatements(statements, request.uniqueKey(), request.predicates());
  }

  private void finish(Checkpoint start, Runnable atSeal) {
    PartLoad.of(start, statements, checkpoints, listener::committed).run(session, idle);
    session.inTransaction(
        () -> {
          checkpoints.close(session, start.increment());
          seal(start.increment(), atSeal);
          return start;
        });
    listener.sealed(start.increment());
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
        increment.rows(),
        target.schema(),
        target.name(),
        increment.node(),
        increment.rows(),
        increment.invocationId());
    atSeal.run();
    dropStaging(increment);
  }

  private void dropStaging(Increment increment) {
    session.executeAround(
        statements.render("load/drop_staging", Map.of("staging", increment.staging())));
    if (increment.method() == LoadMethod.REPLACE_KEYS) {
      Relation list = WholeKeys.list(increment.staging());
      session.executeAround(statements.render("load/drop_keys", Map.of("list", list)));
    }
  }
}
