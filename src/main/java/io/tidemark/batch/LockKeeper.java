package io.tidemark.batch;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Looks after a run's locks while it is at work. A run whose locks are another process's is
 * stopped: that one believes it dead, and does what is left.
 */
public final class LockKeeper implements AutoCloseable {

  private static final long BETWEEN_MILLIS = 2000;

  /** Two minutes, after which a stop would find nothing to write to either. */
  private static final int PATIENCE = 60;

  /** The server may need a moment to end the session that was lost. */
  private static final int DOUBTS = 3;

  private final HeldLocks locks;
  private final BooleanSupplier stillOurs;
  private final StopSignal stop;
  private final Teller listener;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "locks");
            thread.setDaemon(true);
            return thread;
          });
  private final ScheduledFuture<?> looking;
  private int away;
  private int doubts;

  /** Hears how the locks stand. Called on a thread of the keeper's; must not throw. */
  public interface Teller {
    /** Something about the whole run that is worth knowing. */
    void note(String text);

    /** Something about the run is not as it should be. */
    void warning(String text);
  }

  /**
   * Begins to look after them.
   *
   * @param stillOurs whether nobody has taken the run over while its locks were lost
   * @param stop is given if somebody has
   */
  public LockKeeper(HeldLocks locks, BooleanSupplier stillOurs, StopSignal stop, Teller listener) {
    this.locks = locks;
    this.stillOurs = stillOurs;
    this.stop = stop;
    this.listener = listener;
    this.looking =
        clock.scheduleWithFixedDelay(
            this::look, BETWEEN_MILLIS, BETWEEN_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    if (stop.stopped()) {
      return;
    }
    try {
      switch (locks.check()) {
        case HELD -> calm();
        case TAKEN_AGAIN -> back();
        case AWAY -> away();
        case TAKEN_BY_ANOTHER -> doubt();
      }
    } catch (RuntimeException e) {
      // As long as that can't be told, the run goes on: whoever takes it over needs the same
      // server.
      away();
    }
  }

  private void calm() {
    away = 0;
    doubts = 0;
  }

  private void away() {
    away++;
    if (away == 1) {
      listener.warning("The connection that holds the run's lock is lost; waiting for the server");
    }
    if (away > PATIENCE) {
      end("the server was away for %d seconds".formatted(PATIENCE * BETWEEN_MILLIS / 1000));
    }
  }

  private void back() {
    if (stillOurs.getAsBoolean()) {
      calm();
      listener.note("The run's lock is held again");
    } else {
      end("another process has taken the run over");
    }
  }

  private void doubt() {
    doubts++;
    if (doubts > DOUBTS) {
      end("another process has the run's lock");
    }
  }

  private void end(String why) {
    listener.warning("The run is stopped: " + why);
    stop.stop();
  }

  @Override
  public void close() {
    looking.cancel(false);
    clock.shutdownNow();
  }
}
