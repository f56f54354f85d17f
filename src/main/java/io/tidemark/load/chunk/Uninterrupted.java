package io.tidemark.load.chunk;

import java.util.function.BooleanSupplier;

/**
 * Waiting for other threads whose work must come to its end. Who interrupts meanwhile, to end the
 * run, gets it afterwards: what the others do is interrupted by itself.
 */
public final class Uninterrupted {

  private Uninterrupted() {}

  /**
   * Waits on a monitor that the calling thread holds, until a condition holds.
   *
   * @param done asked while the monitor is held, at first and whenever somebody has notified
   */
  public static void await(Object monitor, BooleanSupplier done) {
    await(monitor, 0, done);
  }

  /**
   * As the other, for a condition that may come to hold without anybody notifying.
   *
   * @param millis how long to wait at most before it is asked again; 0: until somebody notifies
   */
  public static void await(Object monitor, long millis, BooleanSupplier done) {
    boolean interrupted = false;
    while (!done.getAsBoolean()) {
      try {
        monitor.wait(millis);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
