package io.tidemark.transfer;

import io.tidemark.load.chunk.IdleThreads;
import io.tidemark.load.chunk.SharedWork;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlComment;
import io.tidemark.transfer.plan.TransferCheckpoint;
import io.tidemark.transfer.plan.TransferPart;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Transfers the parts of one table, on the thread whose transfer it is and on those that help. Each
 * part is in one thread's hands at a time. Thread-safe.
 */
final class SharedTransfer implements SharedWork {

  private final PartTransfer transfer;
  private final Consumer<TransferCheckpoint> committed;

  private final Deque<TransferPart> waiting = new ArrayDeque<>();
  private final Lock telling = new ReentrantLock();
  private volatile TransferCheckpoint at;
  private volatile TransferCheckpoint told;
  private volatile SqlComment comment = SqlComment.NONE;
  private int inWork;
  private @Nullable Throwable failure;

  /**
   * Transfers what is left after {@code from}.
   *
   * @param committed hears how far it is, after each chunk
   */
  SharedTransfer(
      TransferCheckpoint from, PartTransfer transfer, Consumer<TransferCheckpoint> committed) {
    this.transfer = transfer;
    this.committed = committed;
    this.at = from;
    this.told = from;
    from.parts().stream().filter(part -> !part.complete()).forEach(waiting::add);
  }

  /**
   * Transfers what is left; returns when all of it is committed.
   *
   * @param session the one of the thread that calls
   */
  void run(Session session, IdleThreads idle) {
    comment = session.comment();
    try (IdleThreads.Offer offer = idle.offer(this)) {
      TransferPart part = takeOrWait();
      while (part != null) {
        work(session, part, () -> false);
        part = takeOrWait();
      }
    }
    throwFailure();
  }

  /** How far it has come. */
  TransferCheckpoint reached() {
    return at;
  }

  @Override
  public synchronized int room() {
    return failure == null ? waiting.size() : 0;
  }

  @Override
  public void join(Session session, BooleanSupplier recalled) {
    session.comment(comment);
    TransferPart part = recalled.getAsBoolean() ? null : take();
    while (part != null) {
      work(session, part, recalled);
      part = recalled.getAsBoolean() ? null : take();
    }
  }

  private void work(Session session, TransferPart part, BooleanSupplier recalled) {
    PartProgress progress = new PartProgress(part);
    try {
      transfer.run(session, progress, () -> recalled.getAsBoolean() || failed());
    } catch (RuntimeException | Error e) {
      fail(e);
    } finally {
      giveBack(progress.reached);
    }
  }

  /** Where one part is; moved by the thread that has it. */
  private final class PartProgress implements PartTransfer.Progress {

    private TransferPart reached;

    PartProgress(TransferPart part) {
      this.reached = part;
    }

    @Override
    public TransferPart reached() {
      return reached;
    }

    @Override
    public void moved(TransferPart part) {
      reached = part;
      synchronized (SharedTransfer.this) {
        at = at.with(part);
      }
      tell();
    }
  }

  private synchronized @Nullable TransferPart take() {
    TransferPart part = failure == null ? waiting.poll() : null;
    if (part != null) {
      inWork++;
    }
    return part;
  }

  /** A part that a helper has in hand may come back unfinished; so the own thread waits. */
  private synchronized @Nullable TransferPart takeOrWait() {
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

  private synchronized void giveBack(TransferPart part) {
    inWork--;
    if (!part.complete()) {
      waiting.addFirst(part);
    }
    notifyAll();
  }

  /**
   * Tells how far the transfer is. That can take a while, and the other threads' chunks don't wait
   * for it: who is telling tells of theirs too.
   */
  private void tell() {
    while (!told.equals(at) && telling.tryLock()) {
      try {
        TransferCheckpoint now = at;
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
