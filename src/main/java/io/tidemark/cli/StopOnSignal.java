package io.tidemark.cli;

import io.tidemark.batch.StopSignal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * While it is open, Ctrl-C and SIGTERM end the run in order: running queries are cancelled, the
 * chunk in flight is committed or rolled back, and the process waits until the run is marked as
 * stopped. The exit code is the Java virtual machine's own, 130 or 143.
 */
final class StopOnSignal implements AutoCloseable {

  /** Longer than any cancelled query should take to come back. */
  private static final long PATIENCE_SECONDS = 60;

  private final Thread hook;
  private final CountDownLatch ended = new CountDownLatch(1);

  private StopOnSignal(StopSignal stop) {
    this.hook = new Thread(() -> stopAndWait(stop), "stop");
  }

  static StopOnSignal listen(StopSignal stop) {
    StopOnSignal signal = new StopOnSignal(stop);
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  private void stopAndWait(StopSignal stop) {
    stop.stop();
    try {
      // After that the process ends all the same; the next start finds the run dead and goes on.
      ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already, because of the signal.
      return;
    }
  }
}
