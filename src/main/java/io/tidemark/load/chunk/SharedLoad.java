package io.tidemark.load.chunk;

import io.tidemark.load.book.Checkpoints;
import io.tidemark.load.increment.Checkpoint;
import io.tidemark.load.increment.Increment;
import io.tidemark.load.increment.LoadPart;
import io.tidemark.load.increment.PageRange;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlComment;
import io.tidemark.postgres.Statements;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.Chunk;

/**
 * Loads the parts of one increment, on the thread whose load it is and on those that help. Each
 * part is in one thread's hands at a time, and each chunk is a transaction of its own which also
 * moves that part's checkpoint. Thread-safe.
 */
public final class SharedLoad implements SharedWork {

  private final Increment increment;
  private final Statements statements;
  private final Checkpoints checkpoints;
  private final Consumer<Checkpoint> committed;

  private final Deque<LoadPart> waiting = new ArrayDeque<>();
  private final Lock telling = new ReentrantLock();
  private volatile Checkpoint at;
  private volatile Checkpoint told;
  private volatile SqlComment comment = SqlComment.NONE;
  private int inWork;
  private @Nullable Throwable failure;

  /**
   * Loads what is left after {@code from}.
   *
   * @param committed hears how far the load is, after each chunk
   */
  public SharedLoad(
      Checkpoint from,
      Statements statements,
      Checkpoints checkpoints,
      Consumer<Checkpoint> committed) {
    this.increment = from.increment();
    this.statements = statements;
    this.checkpoints = checkpoints;
    this.committed = committed;
    this.at = from;
    this.told = from;
    from.parts().stream().filter(part -> !part.complete()).forEach(waiting::add);
  }

  /**
   * Loads what is left; returns when all of it is committed.
   *
   * @param session the one of the thread that calls
   */
  public void load(Session session, IdleThreads idle) {
    comment = session.comment();
    try (IdleThreads.Offer offer = idle.offer(this)) {
      LoadPart part = takeOrWait();
      while (part != null) {
        work(session, part, () -> false);
        part = takeOrWait();
      }
    }
    throwFailure();
  }

  @Override
  public synchronized int room() {
    return failure == null ? waiting.size() : 0;
  }

  @Override
  public void join(Session session, BooleanSupplier recalled) {
    session.comment(comment);
    LoadPart part = recalled.getAsBoolean() ? null : take();
    while (part != null) {
      work(session, part, recalled);
      part = recalled.getAsBoolean() ? null : take();
    }
  }

  private void work(Session session, LoadPart part, BooleanSupplier recalled) {
    IncrementWriter writer = new IncrementWriter(session, statements, increment);
    LoadPart reached = part;
    try {
      LoadPart found = session.inTransaction(() -> checkpoints.take(session, increment, part));
      if (!found.equals(part)) {
        committed(found);
      }
      reached = found;
      PageRangeReader reader = new PageRangeReader(increment, found);
      while (!recalled.getAsBoolean() && !failed()) {
        PageRange range = reader.read();
        if (range == null) {
          break;
        }
        LoadPart before = reached;
        reached = session.inTransaction(() -> loadChunk(session, writer, before, range));
        committed(reached);
      }
    } catch (RuntimeException | Error e) {
      fail(e);
    } finally {
      giveBack(reached);
    }
  }

  private LoadPart loadChunk(
      Session session, IncrementWriter writer, LoadPart before, PageRange range) {
    // First, so that whoever takes the part up after this process has died waits for this chunk.
    checkpoints.take(session, increment, before);
    writer.write(Chunk.of(range));
    LoadPart after = before.after(range, writer.rows(range));
    // The rows and the checkpoint are one transaction: neither can be there without the other.
    checkpoints.advance(session, increment, before, after);
    return after;
  }

  private synchronized @Nullable LoadPart take() {
    LoadPart part = failure == null ? waiting.poll() : null;
    if (part != null) {
      inWork++;
    }
    return part;
  }

  /** A part that a helper has in hand may come back unfinished; so the load's own thread waits. */
  private synchronized @Nullable LoadPart takeOrWait() {
    boolean interrupted = false;
    while (waiting.isEmpty() && inWork > 0 && failure == null) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return take();
  }

  private synchronized void giveBack(LoadPart part) {
    inWork--;
    if (!part.complete()) {
      waiting.addFirst(part);
    }
    notifyAll();
  }

  private void committed(LoadPart part) {
    synchronized (this) {
      at = at.with(part);
    }
    tell();
  }

  /**
   * Tells how far the load is. That can take a while, and the other threads' chunks don't wait for
   * it: who is telling tells of theirs too.
   */
  private void tell() {
    while (!told.equals(at) && telling.tryLock()) {
      try {
        Checkpoint now = at;
        if (!told.equals(now)) {
          told = now;
          committed.accept(now);
        }
      } finally {
        telling.unlock();
      }
    }
  }

  private synchronized boolean failed() {
    return failure != null;
  }

  private synchronized void fail(Throwable e) {
    if (failure == null) {
      failure = e;
    } else if (failure != e) {
      failure.addSuppressed(e);
    }
  }

  private synchronized void throwFailure() {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
  }
}
