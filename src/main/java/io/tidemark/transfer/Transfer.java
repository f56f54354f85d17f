package io.tidemark.transfer;

import io.tidemark.load.book.RelationLock;
import io.tidemark.load.chunk.IdleThreads;
import io.tidemark.load.increment.LoadException;
import io.tidemark.postgres.Catalog;
import io.tidemark.postgres.Identifier;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.Statements;
import io.tidemark.transfer.book.TransferBooks;
import io.tidemark.transfer.plan.Deletes;
import io.tidemark.transfer.plan.TransferRequest;
import java.util.function.Supplier;

/**
 * Copies one table of another database into the target. For one thread, which may get help from
 * idle ones.
 *
 * <p>What is read, and up to which watermark, is decided once, in one snapshot of the source, and
 * kept in the target before the first row is. Rows come in chunks, each in a transaction that also
 * moves the checkpoint; so whoever comes next, after whatever crash, reads on after the last chunk.
 */
public final class Transfer {

  private final Session session;
  private final Statements statements;
  private final Identifier schema;
  private final Supplier<Session> source;
  private final TransferListener listener;
  private final IdleThreads idle;
  private final Patience.Pause pause;
  private final long memory;

  /**
   * Copies through these sessions.
   *
   * @param session one of the target, not in a transaction
   * @param schema the engine's own schema in the target
   * @param source opens a new session of the source's database each time; the transfer closes it
   * @param listener hears how it goes on
   * @param idle who may help, where the request asks for more than one part
   */
  public Transfer(
      Session session,
      Statements statements,
      Identifier schema,
      Supplier<Session> source,
      TransferListener listener,
      IdleThreads idle) {
    this(
        session,
        statements,
        schema,
        source,
        listener,
        idle,
        time -> Thread.sleep(time.toMillis()),
        Runtime.getRuntime().maxMemory());
  }

  /**
   * The same for tests.
   *
   * @param pause lets time go by
   * @param memory how large the heap may become, in bytes
   */
  Transfer(
      Session session,
      Statements statements,
      Identifier schema,
      Supplier<Session> source,
      TransferListener listener,
      IdleThreads idle,
      Patience.Pause pause,
      long memory) {
    this.session = session;
    this.statements = statements;
    this.schema = schema;
    this.source = source;
    this.listener = listener;
    this.idle = idle;
    this.pause = pause;
    this.memory = memory;
  }

  /**
   * Brings the copy up to date: ends what somebody has left unfinished, then takes over what the
   * source has now. Takes the relation's lock for as long as it lasts.
   *
   * @param atSeal runs in the transaction that completes the copy, after the swap where there is
   *     one: grants, descriptions, hooks. May run twice, for what was left and for what is new
   * @throws LoadException if what is asked for can't be done; found before a row is written, as a
   *     rule
   * @throws io.tidemark.postgres.StatementException if either server refuses a statement or is gone
   * @throws io.tidemark.postgres.ConnectionException if the source can't be connected to
   * @throws UnfinishedTransferException around one of these if rows were committed before
   */
  public TransferResult run(TransferRequest request, Runnable atSeal) {
    check(request);
    TransferBooks books = new TransferBooks(statements, schema);
    books.ensure(session);
    new Catalog(session, statements).ensureSchema(request.target().schema());
    try (RelationLock lock = RelationLock.take(session, statements, request.target(), listener)) {
      return new TransferRun(
              session, statements, schema, source, listener, idle, pause, memory, request, atSeal)
          .run();
    }
  }

  private static void check(TransferRequest request) {
    boolean keyless = request.uniqueKey().isEmpty();
    String lookback = request.lookback();
    if (lookback != null && (request.watermark() == null || keyless)) {
      throw new LoadException(
              "lookback needs "
                  + (keyless ? "a unique_key" : "a watermark")
                  + ": rows that are read again "
                  + (keyless ? "can't be told from new ones" : "are those below the mark"),
              "Add it, or leave lookback away.")
          .about("lookback");
    }
    if (keyless && request.deletes() != Deletes.IGNORE) {
      throw new LoadException(
              "deletes: %s needs a unique_key, to tell which rows the source no longer has"
                  .formatted(request.deletes().word()),
              "Add unique_key, or leave deletes away.")
          .about("deletes");
    }
  }
}
