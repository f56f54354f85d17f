package io.tidemark.job;

import io.tidemark.batch.RunTarget;
import io.tidemark.batch.StopSignal;
import io.tidemark.batch.StoppedException;
import io.tidemark.graph.ResourceType;
import io.tidemark.postgres.RunningStatements;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Cancels tries that take longer than they may. Thread-safe. */
final class Deadlines implements AutoCloseable {

  private final StopSignal stop;
  private final ScheduledThreadPoolExecutor clock;

  Deadlines(StopSignal stop) {
    this.stop = stop;
    this.clock =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "execution-timeouts");
              thread.setDaemon(true);
              return thread;
            });
    clock.setRemoveOnCancelPolicy(true);
  }

  /**
   * A try begins.
   *
   * @param limit after how long it is cancelled; null for never
   */
  Span begin(RunTarget target, @Nullable Duration limit) {
    return new Span(target, limit);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  /** A try that may be cancelled by itself, and is with the run. */
  final class Span implements AutoCloseable {

    private final RunTarget whole;
    private final RunningStatements part;
    private final StopSignal cancelled;
    private final Runnable withTheRun;
    private final @Nullable Duration limit;
    private final @Nullable ScheduledFuture<?> alarm;
    private volatile boolean over;

    private Span(RunTarget whole, @Nullable Duration limit) {
      this.whole = whole;
      this.limit = limit;
      this.part = whole.running().part();
      this.cancelled = new StopSignal(part);
      this.withTheRun = cancelled::stop;
      stop.onStop(withTheRun);
      this.alarm =
          limit == null ? null : clock.schedule(this::ring, limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void ring() {
      over = true;
      cancelled.stop();
    }

    /** The target on which it works. */
    RunTarget target() {
      return whole.running(part);
    }

    /** Given when it has to end. */
    StopSignal cancelled() {
      return cancelled;
    }

    /** Why a task was cancelled. */
    Throwable told(Throwable failure) {
      return told("task", failure);
    }

    /** Why a node of a task was cancelled. */
    Throwable told(ResourceType type, Throwable failure) {
      return told(type.shownName(), failure);
    }

    private Throwable told(String what, Throwable failure) {
      return over && limit != null && !stop.stopped()
          ? new TimedOutException(limit, failure)
          : new StoppedException(what, failure);
    }

    @Override
    public void close() {
      if (alarm != null) {
        alarm.cancel(false);
      }
      stop.forget(withTheRun);
      whole.running().forget(part);
    }
  }
}
