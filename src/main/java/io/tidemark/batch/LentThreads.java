package io.tidemark.batch;

import io.tidemark.load.chunk.IdleThreads;
import io.tidemark.load.chunk.SharedWork;
import io.tidemark.load.chunk.Uninterrupted;
import io.tidemark.postgres.Session;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lends the threads of a run that have no node to run to the loads that are going on. The scheduler
 * decides when there is one, {@link #help} says with what it could help, {@link #recall} calls all
 * of them back because a node is waiting for a thread. Thread-safe.
 */
public final class LentThreads implements IdleThreads {

  private final int threads;
  private final Supplier<Session> sessions;
  private final Deque<Open> offers = new ArrayDeque<>();
  private Runnable wake = () -> {};
  private volatile boolean recalled;

  /**
   * Nothing is offered yet.
   *
   * @param threads how many threads the run has
   * @param sessions gives each helper one of its own
   */
  public LentThreads(int threads, Supplier<Session> sessions) {
    this.threads = threads;
    this.sessions = sessions;
  }

  @Override
  public int threads() {
    return threads;
  }

  @Override
  public Offer offer(SharedWork work) {
    Open offer = new Open(work);
    Runnable call;
    synchronized (this) {
      offers.add(offer);
      call = wake;
    }
    call.run();
    return offer;
  }

  /** Whom to call when something new is offered. */
  synchronized void onOffer(Runnable call) {
    wake = call;
  }

  /** Calls the helpers back, or lets them stay. */
  void recall(boolean all) {
    recalled = all;
  }

  /**
   * Something that one more thread could do; the thread that runs it comes back when nothing is
   * left of it or it is recalled.
   */
  synchronized Optional<Runnable> help() {
    for (int i = 0; i < offers.size(); i++) {
      Open offer = offers.remove();
      // At the end again: the next thread helps another load.
      offers.add(offer);
      if (offer.work.room() > offer.coming) {
        offer.coming++;
        return Optional.of(() -> help(offer));
      }
    }
    return Optional.empty();
  }

  private void help(Open offer) {
    Optional<Session> session = session(offer);
    if (session.isEmpty()) {
      return;
    }
    try (Session own = session.get()) {
      if (arrived(offer)) {
        offer.work.join(own, () -> recalled);
      }
    } finally {
      left(offer);
    }
  }

  private Optional<Session> session(Open offer) {
    try {
      return Optional.of(sessions.get());
    } catch (RuntimeException noConnection) {
      // The server may have none to spare; the load goes on with those it has.
      withdraw(offer);
      return Optional.empty();
    }
  }

  private synchronized void withdraw(Open offer) {
    offer.coming--;
    offers.remove(offer);
  }

  /** False if the load was done before its helper had a connection. */
  private synchronized boolean arrived(Open offer) {
    offer.coming--;
    offer.helpers++;
    return !offer.closed;
  }

  private synchronized void left(Open offer) {
    offer.helpers--;
    notifyAll();
  }

  private synchronized void close(Open offer) {
    offers.remove(offer);
    offer.closed = true;
    Uninterrupted.await(this, () -> offer.helpers == 0);
  }

  /** What a load offers, and who has come. Guarded by the lender. */
  private final class Open implements Offer {

    private final SharedWork work;
    private int coming;
    private int helpers;
    private boolean closed;

    Open(SharedWork work) {
      this.work = work;
    }

    @Override
    public void close() {
      LentThreads.this.close(this);
    }
  }
}
