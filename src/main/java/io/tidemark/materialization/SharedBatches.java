package io.tidemark.materialization;

import io.tidemark.load.chunk.IdleThreads;
import io.tidemark.load.chunk.SharedWork;
import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlComment;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Batches that may be done beside each other, on the thread whose model it is and on those that
 * help. Each is in one thread's hands. Thread-safe.
 */
final class SharedBatches implements SharedWork {

  private final BiConsumer<Session, Integer> doing;
  private final Deque<Integer> waiting;
  private volatile SqlComment comment = SqlComment.NONE;
  private @Nullable Throwable stop;

  /**
   * Batches that nobody has begun.
   *
   * @param indexes their numbers, in the order in which they are begun
   * @param doing does one on the session of the thread that calls; throws only if the run is being
   *     stopped
   */
  SharedBatches(Collection<Integer> indexes, BiConsumer<Session, Integer> doing) {
    this.waiting = new ArrayDeque<>(indexes);
    this.doing = doing;
  }

  /**
   * Does them all; returns when every one is over.
   *
   * @param session the one of the thread that calls
   */
  void all(Session session, IdleThreads idle) {
    comment = session.comment();
    try (IdleThreads.Offer offer = idle.offer(this)) {
      join(session, () -> false);
    }
    throwStop();
  }

  @Override
  public synchronized int room() {
    return waiting.size();
  }

  @Override
  public void join(Session session, BooleanSupplier recalled) {
    session.comment(comment);
    try {
      while (!recalled.getAsBoolean() && !session.lost()) {
        Integer index = take();
        if (index == null) {
          return;
        }
        doing.accept(session, index);
      }
    } catch (RuntimeException | Error e) {
      stopped(e);
    }
  }

  private synchronized @Nullable Integer take() {
    return waiting.poll();
  }

  /** Nobody begins another one. */
  private synchronized void stopped(Throwable why) {
    waiting.clear();
    if (stop == null) {
      stop = why;
    }
  }

  private synchronized void throwStop() {
    if (stop instanceof Error error) {
      throw error;
    }
    if (stop instanceof RuntimeException exception) {
      throw exception;
    }
  }
}
