package io.tidemark.batch;

import io.tidemark.postgres.RunningStatements;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The wish that a run ends soon: nothing new starts, what runs is cancelled. Thread-safe.
 *
 * <p>What was cancelled rolls back its chunk; the next start goes on from the last committed one.
 */
public final class StopSignal {

  private final RunningStatements statements;
  private final Queue<Runnable> hearers = new ConcurrentLinkedQueue<>();
  private volatile boolean stopped;

  /** A signal that is not given yet. */
  public StopSignal(RunningStatements statements) {
    this.statements = statements;
  }

  /** Gives it. */
  public void stop() {
    stopped = true;
    statements.cancelAll();
    hearers.forEach(Runnable::run);
  }

  /** Whom to call once it is given; at once if it is already. Must be quick and must not throw. */
  public void onStop(Runnable hearer) {
    hearers.add(hearer);
    if (stopped) {
      hearer.run();
    }
  }

  /** Forgets a hearer. */
  public void forget(Runnable hearer) {
    hearers.remove(hearer);
  }

  /** True once it is given. */
  public boolean stopped() {
    return stopped;
  }
}
