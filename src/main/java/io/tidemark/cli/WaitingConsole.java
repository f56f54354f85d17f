package io.tidemark.cli;

import io.tidemark.batch.RunListener;
import io.tidemark.report.console.Console;

/**
 * Tells what happens before a run can begin.
 *
 * @param console where
 */
record WaitingConsole(Console console) implements RunListener {

  @Override
  public void waitingFor(String holder) {
    console.info("Waits for another run to end: " + holder);
  }

  @Override
  public void recovered(long executionId) {
    console.info(
        "Run " + executionId + " had died; it is marked as failed, and what it committed is kept");
  }
}
