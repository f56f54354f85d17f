package io.tidemark.cli;

import io.tidemark.batch.BatchWarmUp;
import io.tidemark.postgres.LoginWarmUp;

/**
 * Readies what a run needs of its libraries while the project is still being read: a fifth of a
 * second of a start, where there is a second processor. It connects to nothing.
 */
final class WarmUp {

  private final Thread thread;

  private WarmUp(Thread thread) {
    this.thread = thread;
  }

  /** Begins. */
  static WarmUp start() {
    Thread thread =
        new Thread(
            () -> {
              BatchWarmUp.run();
              LoginWarmUp.run();
            },
            "warm-up");
    thread.setDaemon(true);
    // Whatever fails here fails again where it is needed, and is told there.
    thread.setUncaughtExceptionHandler((failed, error) -> {});
    thread.start();
    return new WarmUp(thread);
  }

  /**
   * Waits for its end; whoever uses these libraries calls it first. Two threads that initialise
   * classes of one library, each from another end, can wait for each other for ever.
   */
  void await() {
    try {
      thread.join();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
