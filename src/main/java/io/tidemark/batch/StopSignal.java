package io.tidemark.batch;

import io.tidemark.postgres.RunningStatements;

/**
 * The wish that a run ends soon: nothing new starts, what runs is cancelled. Thread-safe.
 *
 * <p>What was cancelled rolls back its chunk; the next start goes on from the last committed one.
 */
public final class StopSignal {

  private final RunningStatements statements;
  private volatile boolean stopped;

  /** A signal that is not given yet. */
  public StopSignal(RunningStatements statements) {
    this.statements = statements;
  }

  /** Gives it. */
  public void stop() {
    stopped = true;
    statements.cancelAll();
  }

  /** True once it is given. */
  public boolean stopped() {
    return stopped;
  }
}
