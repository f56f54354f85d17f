package io.tidemark.load.chunk;

import io.tidemark.postgres.Session;
import io.tidemark.postgres.SqlComment;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The parts of one load, of an increment or of a source's table, worked off by the thread whose
 * load it is and by those that help. Each part is in one thread's hands at a time. Thread-safe.
 *
 * @param <P> a part, as far as it has come
 * @param <C> all of them: how far the load has come
 */
public final class SharedParts<P, C> implements SharedWork {

  private final BiFunction<C, P, C> with;
  private final Predicate<P> complete;
  private final Worker<P> worker;
  private final Consumer<C> committed;

  private final Deque<P> waiting = new ArrayDeque<>();
  private final Lock telling = new ReentrantLock();
  private volatile C at;
  private volatile C told;
  private volatile SqlComment comment = SqlComment.NONE;
  private int inWork;
  private @Nullable Throwable failure;

  /** Works on parts. Used by several threads at once. */
  @FunctionalInterface
  public interface Worker<P> {
    /**
     * Does what is left of a part, until it is complete or the thread is wanted elsewhere.
     *
     * @param session the target's, of the thread that calls
     * @param recalled true as soon as the thread is wanted elsewhere; asked between two chunks
     */
    void work(Session session, Progress<P> progress, BooleanSupplier recalled);
  }

  /** Where a part is. For the thread that has it. */
  public interface Progress<P> {
    /** As far as it has come. */
    P reached();

    /** It has come further, for good. */
    void moved(P part);
  }

  /**
   * What is left of a load.
   *
   * @param from how far it has come
   * @param parts all of its parts
   * @param with all of it, once one part has come further
   * @param committed hears how far it is, after each chunk
   */
  public SharedParts(
      C from,
      Collection<P> parts,
      Predicate<P> complete,
      BiFunction<C, P, C> with,
      Worker<P> worker,
      Consumer<C> committed) {
    this.at = from;
    this.told = from;
    this.complete = complete;
    this.with = with;
    this.worker = worker;
    this.committed = committed;
    parts.stream().filter(complete.negate()).forEach(waiting::add);
  }

  /**
   * Does what is left; returns when all of it is committed.
   *
   * @param session the one of the thread that calls
   */
  public void run(Session session, IdleThreads idle) {
    comment = session.comment();
    // Before others are asked, so that nobody comes for what one thread does.
    P part = takeOrWait();
    try (IdleThreads.Offer offer = idle.offer(this)) {
      while (part != null) {
        work(session, part, () -> false);
        part = takeOrWait();
      }
    }
    throwFailure();
  }

  /** How far it has come. */
  public C reached() {
    return at;
  }

  @Override
  public synchronized int room() {
    return failure == null ? waiting.size() : 0;
  }

  @Override
  public void join(Session session, BooleanSupplier recalled) {
    session.comment(comment);
    P part = recalled.getAsBoolean() ? null : take();
    while (part != null) {
      work(session, part, recalled);
      part = recalled.getAsBoolean() ? null : take();
    }
  }

  private void work(Session session, P part, BooleanSupplier recalled) {
    PartProgress progress = new PartProgress(part);
    try {
      worker.work(session, progress, () -> recalled.getAsBoolean() || failed());
    } catch (RuntimeException | Error e) {
      fail(e);
    } finally {
      giveBack(progress.reached);
    }
  }

  private synchronized @Nullable P take() {
    P part = failure == null ? waiting.poll() : null;
    if (part != null) {
      inWork++;
    }
    return part;
  }

  /** A part that a helper has in hand may come back unfinished; so the load's own thread waits. */
  private synchronized @Nullable P takeOrWait() {
    Uninterrupted.await(this, () -> !waiting.isEmpty() || inWork == 0 || failure != null);
    return take();
  }

  private synchronized void giveBack(P part) {
    inWork--;
    if (!complete.test(part)) {
      waiting.addFirst(part);
    }
    notifyAll();
  }

  /**
   * Tells how far the load is. That can take a while, and the other threads' chunks don't wait for
   * it: who is telling tells of theirs too.
   */
  private void tell() {
    while (!told.equals(at) && telling.tryLock()) {
      try {
        C now = at;
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

  /** Where one part is; moved by the thread that has it. */
  private final class PartProgress implements Progress<P> {

    private P reached;

    PartProgress(P part) {
      this.reached = part;
    }

    @Override
    public P reached() {
      return reached;
    }

    @Override
    public void moved(P part) {
      reached = part;
      synchronized (SharedParts.this) {
        at = with.apply(at, part);
      }
      tell();
    }
  }
}
