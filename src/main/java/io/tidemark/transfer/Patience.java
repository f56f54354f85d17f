package io.tidemark.transfer;

import io.tidemark.transfer.read.SourceFailedException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * How long a source that is gone is waited for: about a minute after the last chunk, in steps that
 * become longer. One that was never there is more likely a wrong host or port, and is waited for
 * some seconds, as if it were just being started. For one thread.
 */
final class Patience {

  private static final int[] SECONDS = {1, 2, 4, 8, 15, 30};
  private static final int TRIES_OF_UNKNOWN = 3;
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
   * @param known whether the source has ever been there: now, or when what is left was begun
   * @throws RuntimeException what has failed, if another try makes no sense or there were enough
   */
  void await(SourceFailedException failed, boolean known) {
    boolean trusted = known || failed.answered();
    int tries = trusted ? SECONDS.length : failed.silent() ? 0 : TRIES_OF_UNKNOWN;
    if (!failed.passing() || failures >= tries || stopped.getAsBoolean()) {
      throw failed.failure();
    }
    int seconds = SECONDS[failures++];
    String[] said = String.valueOf(failed.getMessage()).split("\n", 2);
    listener.warning(
        "the source %s (%s); trying again in %d s"
            .formatted(known ? "is gone" : "can't be had", said[0].strip(), seconds));
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
