package io.tidemark.transfer;

import io.tidemark.transfer.read.SourceFailedException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * How long a source that is gone is waited for: about a minute after the last chunk, in steps that
 * become longer. For one thread.
 */
final class Patience {

  private static final int[] SECONDS = {1, 2, 4, 8, 15, 30};
  private static final int STEP_MILLIS = 200;

  private final Pause pause;
  private final TransferListener listener;
  private final BooleanSupplier stopped;
  private int failures;

  /**
   * Full of patience.
   *
   * @param stopped true once the run is being stopped, which ends a wait
   */
  Patience(Pause pause, TransferListener listener, BooleanSupplier stopped) {
    this.pause = pause;
    this.listener = listener;
    this.stopped = stopped;
  }

  /** Something was transferred: the next failure is a first one. */
  void restored() {
    failures = 0;
  }

  /**
   * Waits until it is time to try again.
   *
   * @throws RuntimeException what has failed, if another try makes no sense or there were enough
   */
  void await(SourceFailedException failed) {
    if (!failed.passing() || failures >= SECONDS.length || stopped.getAsBoolean()) {
      throw failed.failure();
    }
    int seconds = SECONDS[failures++];
    String[] said = String.valueOf(failed.getMessage()).split("\n", 2);
    listener.warning(
        "the source is gone (%s); trying again in %d s".formatted(said[0].strip(), seconds));
    for (int waited = 0; waited < seconds * 1000; waited += STEP_MILLIS) {
      if (stopped.getAsBoolean()) {
        throw failed.failure();
      }
      try {
        pause.sleep(Duration.ofMillis(STEP_MILLIS));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw failed.failure();
      }
    }
  }

  /** Lets time go by. */
  @FunctionalInterface
  interface Pause {
    /** Returns after that time. */
    void sleep(Duration time) throws InterruptedException;
  }
}
