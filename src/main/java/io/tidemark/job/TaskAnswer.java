package io.tidemark.job;

import java.time.Duration;

/** What one go at a task's work came to; a failure is an exception. */
public sealed interface TaskAnswer {

  /**
   * It is done.
   *
   * @param message what is told of it: {@code INSERT 0 9}
   * @param rows how many rows it is about; -1 where that has no meaning
   */
  record Done(String message, long rows) implements TaskAnswer {}

  /**
   * It need not be done.
   *
   * @param by {@code when}, {@code exit_code}, {@code soft_fail}
   */
  record Skip(String by, String message) implements TaskAnswer {}

  /** It is looked at again after a while; that is no new try. */
  record NotYet(Duration delay) implements TaskAnswer {}
}
