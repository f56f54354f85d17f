package io.tidemark.job;

import java.time.Duration;

/** A try took longer than its task's {@code execution_timeout}, and was cancelled. */
public final class TimedOutException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TimedOutException(Duration limit, Throwable cause) {
    super("The execution_timeout of %s is over; it was cancelled".formatted(Text.of(limit)), cause);
  }
}
