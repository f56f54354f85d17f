package io.tidemark.batch;

import java.util.List;

/**
 * A run whose own job failed, not a node of it: the job repository could not be written, say. What
 * the nodes did until then is kept in {@link #result()}; the job's other failures are suppressed
 * exceptions.
 */
public final class RunBrokenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient RunResult result;

  RunBrokenException(RunResult result, List<Throwable> failures) {
    super("the run's own books could not be kept", failures.get(0));
    this.result = result;
    failures.stream().skip(1).forEach(this::addSuppressed);
  }

  /** What is known of the nodes and hooks that ran. */
  public RunResult result() {
    return result;
  }
}
