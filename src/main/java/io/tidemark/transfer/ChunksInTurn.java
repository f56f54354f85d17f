package io.tidemark.transfer;

import io.tidemark.load.chunk.IdleThreads;
import io.tidemark.load.chunk.SharedWork;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlComment;
import io.tidemark.postgres.StatementException;
import io.tidemark.transfer.plan.TransferPart;
import io.tidemark.transfer.read.ReadAhead;
import io.tidemark.transfer.read.RowStream;
import io.tidemark.transfer.write.ChunkWriter;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of one reader. While one is merged, a thread that has nothing else to do copies the
 * next one into the staging table of its own session, and they change places: so copying takes no
 * time of its own. Each chunk is one transaction of one session, and they are merged and committed
 * one after the other, as they were read. Thread-safe.
 */
final class ChunksInTurn implements SharedWork {

  /** For what fails without a chunk: those that are begun come to their end. */
  private static final long NO_CHUNK = Long.MAX_VALUE - 1;

  private final ReadAhead reader;
  private final Function<Session, ChunkWriter> writers;
  private final Merging merging;
  private final Consumer<TransferPart> moved;
  private final IdleThreads idle;
  private final Turns turns = new Turns();
  private volatile SqlComment comment = SqlComment.NONE;
  private boolean helped;
  private IdleThreads.@Nullable Offer offer;

  /** Merges a chunk that was copied. */
  @FunctionalInterface
  interface Merging {
    /**
     * Does it in the transaction that the session is in, all chunks before being committed.
     *
     * @return the part after it
     */
    TransferPart merge(Session session, ChunkWriter writer, RowStream rows);
  }

  /**
   * Chunks that nobody has read.
   *
   * @param reader is closed if something fails
   * @param writers what writes chunks in a session
   * @param moved hears how far the part has come, after each chunk and before the next is merged
   * @param idle who may help; asked only when a second chunk has come
   */
  ChunksInTurn(
      ReadAhead reader,
      Function<Session, ChunkWriter> writers,
      Merging merging,
      Consumer<TransferPart> moved,
      IdleThreads idle) {
    this.reader = reader;
    this.writers = writers;
    this.merging = merging;
    this.moved = moved;
    this.idle = idle;
  }

  /**
   * Transfers chunks until there are no more, or the thread is wanted elsewhere. Nobody is at work
   * on them afterwards.
   *
   * @param session the one of the thread that calls
   * @param writer its own
   * @return true if all rows are in the target
   * @throws RuntimeException what has failed, on whichever session
   */
  boolean run(Session session, ChunkWriter writer, BooleanSupplier recalled) {
    comment = session.comment();
    try {
      work(session, writer, recalled, this::askForHelp);
    } finally {
      turns.close();
      if (offer != null) {
        offer.close();
      }
    }
    return turns.allMerged();
  }

  @Override
  public synchronized int room() {
    return helped || !turns.open() ? 0 : 1;
  }

  @Override
  public void join(Session session, BooleanSupplier recalled) {
    if (!enter()) {
      return;
    }
    session.comment(comment);
    try (ChunkWriter writer = writers.apply(session)) {
      work(session, writer, recalled, () -> {});
      leave();
    } catch (StatementException cantPrepare) {
      // It goes on without help, and nobody else is asked for it.
      return;
    } catch (RuntimeException | Error e) {
      turns.fail(NO_CHUNK, e);
    }
  }

  /** Two are enough: there is nothing to do for a third one. */
  private synchronized boolean enter() {
    boolean first = room() > 0;
    helped |= first;
    return first;
  }

  private synchronized void leave() {
    helped = false;
  }

  private void askForHelp() {
    if (offer == null) {
      offer = idle.offer(this);
    }
  }

  private void work(
      Session session, ChunkWriter writer, BooleanSupplier recalled, Runnable anotherIsThere) {
    long number = turns.toRead(recalled);
    while (number >= 0) {
      try {
        if (!chunk(number, session, writer, anotherIsThere)) {
          return;
        }
      } catch (RuntimeException | Error e) {
        failed(number, e);
        return;
      }
      number = turns.toRead(recalled);
    }
  }

  /** False if there is none. */
  private boolean chunk(long number, Session session, ChunkWriter writer, Runnable anotherIsThere) {
    RowStream rows = reader.read();
    if (rows == null) {
      turns.end();
      return false;
    }
    if (number > 0) {
      anotherIsThere.run();
    }
    moved.accept(
        session.inTransaction(
            () -> {
              writer.copy(rows, turns.isAhead(number));
              turns.hasRead();
              if (reader.ready()) {
                anotherIsThere.run();
              }
              turns.toMerge(number);
              return merging.merge(session, writer, rows);
            }));
    turns.hasMerged();
    return true;
  }

  /** Nobody needs rows any more, and whoever waits for some must hear of it. */
  private void failed(long number, Throwable why) {
    turns.fail(number, why);
    reader.close();
  }
}
